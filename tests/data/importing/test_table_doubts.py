"""What tables leave open: what a comma means, which signs are missing values, whether the first row names columns.

Evidence decides; where there is none, a note says how it was read and what to choose instead.
"""

from pathlib import Path

import pytest

from ffnn_gui.data.importing import ImportProblem
from ffnn_gui.data.importing.tables.decimals import decimal_in
from ffnn_gui.data.importing.tables.dialect import dialect_of
from tests.data.importing.test_tables import imported, said

PRICES = (999, 1234567, 1200, 3000, 4100, 5200)


def column(cells: list[str], delimiter: str = ";") -> str:
    quoted = (f'"{cell}"' if delimiter in cell else cell for cell in cells)
    return f"price{delimiter}y\n" + "".join(f"{cell}{delimiter}{i % 2}\n" for i, cell in enumerate(quoted))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("values", [range(985, 1030), PRICES * 6, (5, 1000, 2200, 7) * 9], ids=["across", "long", "0"])
def test_thousands_may_be_set_apart(tmp_path: Path, values: range | tuple[int, ...], delimiter: str) -> None:
    arrays = imported(tmp_path, column([f"{value:,}" for value in values], delimiter))
    assert arrays.X[:, 0].tolist() == list(values)
    assert "decimal point" in said(arrays)
    assert "was read as" not in said(arrays)


def test_thousands_may_be_set_apart_further_down(tmp_path: Path) -> None:
    arrays = imported(tmp_path, column([f"{value:,}" for value in range(900, 1100)]))
    assert arrays.X[:, 0].tolist() == list(range(900, 1100))


def test_thousands_with_decimals(tmp_path: Path) -> None:
    american = imported(tmp_path, column([f"{i},{i:03d}.5" for i in range(1, 40)]))
    german = imported(tmp_path, column([f"{i}.{i:03d},5" for i in range(1, 40)]))
    assert american.X[:, 0].tolist() == german.X[:, 0].tolist() == [1001 * i + 0.5 for i in range(1, 40)]


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["0,125", "1,250"], ","),
        (["1,25", "1,234"], ","),
        (["1234,567", "1,234"], ","),
        (["1,234", "1000"], ","),
        (["12,345", "7"], ","),
        (["12,345", "007"], ","),
        (["1,234", "0.5", "0.25"], "."),
        (["1,234", "0,5"], ","),
        (["1,234,567", "12"], "."),
        (["1,234.5", "12"], "."),
        (["12,345", "712"], "."),
        (["12,340", "7"], "."),
        (["12,340", "0"], ","),
        (["1,234", "5"], ","),
    ],
)
def test_a_column_tells_what_its_commas_are(cells: list[str], sign: str) -> None:
    assert decimal_in([[cell] for cell in cells], ";")[0] == sign


def test_commas_that_may_be_either_are_told(tmp_path: Path) -> None:
    text = column([f"{i},{i + 123}" for i in range(1, 40)])
    arrays = imported(tmp_path, text)
    assert arrays.X[0, 0] == pytest.approx(1.124)
    assert "“1,124” was read as 1.124: if it means 1124, choose the point under Decimals." in arrays.notes
    chosen = imported(tmp_path, text, decimal=".")
    assert chosen.X[0, 0] == 1124
    assert "was read as" not in said(chosen)


def test_quoted_commas_that_may_be_either_are_thousands_among_commas(tmp_path: Path) -> None:
    arrays = imported(tmp_path, column([f"{i},{i + 123}" for i in range(1, 40)], ","))
    assert arrays.X[0, 0] == 1124
    assert "“1,124” was read as 1124: if it means 1.124, choose the comma under Decimals." in arrays.notes


def test_other_columns_may_settle_it(tmp_path: Path) -> None:
    rows = [f"{i},{i + 123};{i},5;{i % 2}" for i in range(1, 40)]
    arrays = imported(tmp_path, "a;b;y\n" + "\n".join(rows))
    assert arrays.X[0].tolist() == [1.124, 1.5]
    assert "was read as" not in said(arrays)


def test_quoted_decimal_commas_between_commas(tmp_path: Path) -> None:
    arrays = imported(tmp_path, "a,b,y\n" + "".join(f'"{i},5",{i % 3},{i % 2}\n' for i in range(60)))
    assert arrays.X[:, 0].tolist() == [i + 0.5 for i in range(60)]
    assert "separated by commas, decimal comma" in said(arrays)


@pytest.mark.parametrize("sign", ["-", "–", ".", "?"])
@pytest.mark.parametrize("place", ["feature", "class"])
def test_a_sign_may_be_one_of_two_texts(tmp_path: Path, sign: str, place: str) -> None:
    cells = ["+" if i % 5 < 2 else sign for i in range(100)]
    rows = [
        f"{cell},{i / 8},{i % 2}" if place == "feature" else f"{i % 2},{i / 8},{cell}" for i, cell in enumerate(cells)
    ]
    arrays = imported(tmp_path, "\n".join(rows), header="no")
    assert len(arrays) == 100
    assert "missing" not in said(arrays)
    if place == "class":
        assert set(arrays.classes) == {"+", sign}


def test_a_sign_among_other_texts_is_missing_and_named(tmp_path: Path) -> None:
    lines = [f"{('red', '?', 'blue', '', '-')[i % 5]},{i / 8},{'-' if i == 7 else 'abc'[i % 3]}" for i in range(60)]
    arrays = imported(tmp_path, "colour,x,kind\n" + "\n".join(lines))
    assert len(arrays) == 24 - 1
    assert arrays.classes == ("a", "b", "c")
    assert arrays.X[:4, 0].tolist() == [1, 0, 1, 1]
    assert "“?” counts as missing among the texts of “colour”." in arrays.notes
    assert "“-” counts as missing among the texts of “colour”, “kind”." in arrays.notes


def test_the_class_of_a_sign_may_come_late(tmp_path: Path) -> None:
    arrays = imported(tmp_path, "x,y\n" + "".join(f"{i / 8},{'+' if i >= 99_000 else '-'}\n" for i in range(150_000)))
    assert arrays.classes == ("+", "-")
    assert arrays.y.sum() == 99_000


def test_a_column_of_one_sign_has_no_values(tmp_path: Path) -> None:
    arrays = imported(tmp_path, "a,b,y\n" + "".join(f"-,{i / 8},{i % 2}\n" for i in range(9)))
    assert "“a” was left out: it has no values." in arrays.notes


@pytest.mark.parametrize(
    ("first", "doubted"),
    [("country,2000,2001,2002", True), ("c3,2000,2001,2002", False), ("country,2000,2000,2002", False),
     ("country,20.5,2001,2002", False), ("7,2000,2001,2002", False)],
)  # fmt: skip
def test_a_first_row_that_may_name_columns_is_told(tmp_path: Path, first: str, doubted: bool) -> None:
    text = first + "\n" + "".join(f"c{i},{i / 2},{i / 4},{i * 3.1:.1f}\n" for i in range(50))
    note = "The first row was taken as an example: if it names the columns, choose “Names” under First row."
    assert (note in imported(tmp_path, text, target="column 4").notes) == doubted
    assert note not in imported(tmp_path, text, header="no").notes
    assert note not in imported(tmp_path, text, header="yes").notes


def test_what_was_left_out_by_hand_is_told(tmp_path: Path) -> None:
    text = "a,b,c,y\n" + "".join(f"{i},{i / 2},{i / 4},{i % 2}\n" for i in range(50))
    arrays = imported(tmp_path, text, left_out=("a", "c", "y", "elsewhere"))
    assert arrays.used == ("b",)
    assert "Left out by hand: “a”, “c”." in arrays.notes


def test_a_long_name_that_is_there_twice_is_told_apart(tmp_path: Path) -> None:
    long = "n" * 70
    arrays = imported(tmp_path, f"{long},a,{long}\n" + "".join(f"{i},{i / 4},{i % 2}\n" for i in range(40)))
    assert arrays.target == arrays.columns[2] != arrays.columns[0]


GERMAN = [f"{i},6;{i}.137,50" for i in range(10, 90)]


@pytest.mark.parametrize(
    ("first", "lines", "delimiter"),
    [
        ("flaeche;preis", GERMAN, ";"),
        ("", GERMAN, ";"),
        ("", [line.replace(";", " m2;") + " €" for line in GERMAN], ";"),
        ("", [line.replace(";", "\t") for line in GERMAN], "\t"),
        ("area,price", [f"{i}.6 m2,${i}37.5" for i in range(10, 90)], ","),
        ("", [f"{i},{i % 3},up;down" for i in range(30)], ","),
        ("", [f"{i}|{i % 3};4|7" for i in range(30)], "|"),
        ("", [f"{i},5 {i % 3},25" for i in range(30)], " "),
        ("a b", [f"{i},5 {i % 3},25" for i in range(30)], " "),
        ("date time,a", ["2024-01-01 12:00,1"] * 30 + ["2024-01-01 12:00,1,5"], ","),
    ],
)
def test_commas_and_blanks_within_cells_do_not_separate(first: str, lines: list[str], delimiter: str) -> None:
    assert dialect_of([first, *lines], "auto", "auto", "auto").delimiter == delimiter


def test_german_prices_are_numbers(tmp_path: Path) -> None:
    arrays = imported(tmp_path, "\n".join(["flaeche;preis", *GERMAN]))
    assert (arrays.feature_names, arrays.target) == (("flaeche",), "preis")
    assert (arrays.X[0, 0], arrays.y[0, 0]) == (10.6, 10_137.5)


@pytest.mark.parametrize(
    ("stray", "note"),
    [
        ({31}, "Byte 242, in line 33, is not UTF-8, and read as Western (Windows)."),
        ({31, 33}, "2 bytes, the first of them byte 242 in line 33, are not UTF-8, and read as Western (Windows)."),
    ],
)
def test_a_stray_byte_leaves_the_other_letters_alone(tmp_path: Path, stray: set[int], note: str) -> None:
    words = [("café", "thé")[i % 2] for i in range(50)]
    rows = [f"{i % 7},{word}\n".encode("cp1252" if i in stray else "utf-8") for i, word in enumerate(words)]
    arrays = imported(tmp_path, b"x,y\n" + b"".join(rows))
    assert arrays.classes == ("café", "thé")
    assert note in arrays.notes
    assert "encoding UTF-8" in said(arrays)
    with pytest.raises(ImportProblem, match="in line 33, is not text in the encoding UTF-8"):
        imported(tmp_path, b"x,y\n" + b"".join(rows), encoding="utf-8")


@pytest.mark.parametrize("sound", [0, 5])
def test_a_text_of_western_bytes_is_no_utf_8(tmp_path: Path, sound: int) -> None:
    rows = [f"{i % 7},{'é' * (i % 2)}a\n".encode("utf-8" if i < sound else "cp1252") for i in range(40)]
    assert "encoding Western" in said(imported(tmp_path, b"x,y\n" + b"".join(rows)))
