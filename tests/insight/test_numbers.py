"""Numbers are written in one way everywhere."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.insight.numbers import SUPERSCRIPTS, number, percent

BACK = {chr(to): chr(of) for of, to in SUPERSCRIPTS.items()}


def read(text: str) -> float:
    """A text as a number again."""
    found = re.fullmatch(r"(−?)(?:([\d,.]+)·?)??(?:10([⁻⁰-⁹¹²³]+))?", text)
    assert found, text
    sign, front, power = found.groups()
    size = float((front or "1").replace(",", ""))
    return (-1 if sign else 1) * size * 10.0 ** int("".join(BACK[digit] for digit in power or "⁰"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.23844, "0.2384"),
        (1.0, "1"),
        (-12.5, "−12.5"),
        (1234.56, "1,235"),
        (999.96, "1,000"),
        (0.0001, "0.0001"),
        (100 * 1e-6, "0.0001"),
        (1.2678e-5, "1.27·10⁻⁵"),
        (1e-5, "10⁻⁵"),
        (-1e-5, "−10⁻⁵"),
        (2.5e7, "2.5·10⁷"),
        (999_999.0, "999,999"),
        (math.nan, "–"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_a_number_has_few_digits(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "two", "one"),
    [
        (3.14e-3, "0.0031", "0.003"),
        (9.99e-4, "0.001", "0.001"),
        (3.14e-5, "3.1·10⁻⁵", "3·10⁻⁵"),
        (15.3, "15", "15"),
        (4321.0, "4,321", "4·10³"),
        (43210.0, "4.3·10⁴", "4·10⁴"),
    ],
)
def test_fewer_digits_make_it_shorter(value: float, two: str, one: str) -> None:
    assert (number(value, 2), number(value, 1)) == (two, one)


@given(st.floats(1e-300, 1e300), st.integers(1, 4))
def test_it_can_be_read_again(value: float, digits: int) -> None:
    for signed in (value, -value):
        assert read(number(signed, digits)) == pytest.approx(signed, rel=0.6 * 10.0 ** (1 - min(digits, 3)))


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.94, "94 %"),
        (1e-3, "0.1 %"),
        (0.016, "1.6 %"),
        (1e-7, "10⁻⁵ %"),
        (12.0, "1,200 %"),
        (0.996, ">99 %"),
        (1.0, "100 %"),
    ],
)
def test_a_share_in_percent(share: float, text: str) -> None:
    assert percent(share) == text
