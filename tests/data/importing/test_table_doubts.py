"""What tables leave open: what a comma means, which signs are missing values, whether the first row names columns.

Evidence decides; where there is none, a note says how it was read and what to choose instead.
"""

from pathlib import Path

from tests.data.importing.test_tables import imported, said


def test_what_was_left_out_by_hand_is_told(tmp_path: Path) -> None:
    text = "a,b,c,y\n" + "".join(f"{i},{i / 2},{i / 4},{i % 2}\n" for i in range(50))
    arrays = imported(tmp_path, text, left_out=("a", "c", "y", "elsewhere"))
    assert arrays.used == ("b",)
    assert "Left out by hand: “a”, “c”." in arrays.notes


def test_a_long_name_that_is_there_twice_is_told_apart(tmp_path: Path) -> None:
    long = "n" * 70
    arrays = imported(tmp_path, f"{long},a,{long}\n" + "".join(f"{i},{i / 4},{i % 2}\n" for i in range(40)))
    assert arrays.target == arrays.columns[2] != arrays.columns[0]
