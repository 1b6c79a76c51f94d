"""Formulas as plain text, for the moment until they are typeset and for when they cannot be."""

import re

WORDS = {
    r"\partial": "∂",
    r"\delta": "δ",
    r"\eta": "η",
    r"\Delta": "Δ",
    r"\sum": "Σ",
    r"\ln": "ln ",
    r"\cdot": "·",
    r"\odot": "⊙",
    r"\leftarrow": "←",
    r"\sigma": "σ",
    r"\left": "",
    r"\right": "",
    r"\tfrac": r"\frac",
    r"\,": " ",
}
RAISED = str.maketrans("0123456789()-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁻⁺")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

# A group in braces that holds no other.
INNER = r"\{([^{}]*)\}"


def plain(latex: str) -> str:
    r"""A formula's text on one line: \frac{\partial L}{\partial z} is "∂L/∂z"."""
    text = latex
    for word, sign in WORDS.items():
        text = text.replace(f"{word} ", sign).replace(word, sign)
    text = re.sub(rf"\^{INNER}", lambda found: found[1].translate(RAISED), text)
    text = re.sub(rf"_{INNER}", lambda found: found[1].replace(",", " ").translate(LOWERED), text)
    text = re.sub(r"_(\d)", lambda found: found[1].translate(LOWERED), text)
    text = re.sub(r"\^(\d)", lambda found: found[1].translate(RAISED), text)
    while (simpler := re.sub(rf"\\frac\s*{INNER}\s*{INNER}", r"\1/\2", text)) != text:
        text = simpler
    return re.sub(r"[{}\\]", "", text).strip()
