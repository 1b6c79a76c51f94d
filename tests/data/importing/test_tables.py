"""Tables: how they are written is found out, what is done with them is said."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.data.importing import ImportedArrays, ImportProblem
from ffnn_gui.data.importing.formats.table import Table


def imported(tmp_path: Path, text: str | bytes, **options: object) -> ImportedArrays:
    path = tmp_path / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Table(**options).read(path)  # type: ignore[arg-type]


def said(arrays: ImportedArrays) -> str:
    return "\n".join(arrays.notes)


def test_numbers_texts_and_classes(iris: Path) -> None:
    arrays = Table().read(iris)
    assert arrays.feature_names == ("length", "width", "colour = blue", "colour = green", "colour = red")
    assert arrays.X.shape == (40, 5)
    assert arrays.X[1].tolist() == [0.1, 1, 1, 0, 0]
    assert arrays.classes == ("no", "yes")
    assert arrays.y[:3].tolist() == [1, 0, 1]
    assert arrays.task.kind == "classification"
    assert "“colour”: 3 texts became a column of 0 and 1 each." in arrays.notes
    assert arrays.columns == ("length", "width", "colour", "class")
    assert arrays.target == "class"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", " "])
@pytest.mark.parametrize("decimal", [".", ","])
@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_writing_is_found_out(tmp_path: Path, delimiter: str, decimal: str, header: bool, encoding: str) -> None:
    if delimiter == decimal:
        pytest.skip("nobody can read that")
    rows = [["größe", "breite", "wert"]] if header else []
    numbers = [[f"{i / 4 + 0.5}", str(300 + i), f"{i * i / 8}"] for i in range(9)]
    rows += [[number.replace(".", decimal) for number in row] for row in numbers]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    arrays = imported(tmp_path, text.encode(encoding), target_values="none")
    assert arrays.X[:2].tolist() == [[0.5, 300], [0.75, 301]]
    assert arrays.y[:, 0].tolist() == [i * i / 8 for i in range(9)]
    assert arrays.feature_names == (("größe", "breite") if header else ("column 1", "column 2"))


@given(
    st.lists(st.tuples(*[st.floats(-1e6, 1e6).map(lambda x: round(x, 3) + 0.0)] * 3), min_size=3, max_size=30),
    st.sampled_from([",", ";", "\t"]),
)
def test_numbers_come_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[float, ...]], delimiter: str
) -> None:
    text = f"a{delimiter}b{delimiter}c\n" + "\n".join(delimiter.join(map(repr, row)) for row in rows)
    options = {"task": "regression", "target_values": "none", "delimiter": delimiter, "decimal": "."}
    arrays = imported(tmp_path_factory.mktemp("exact"), text, **options)
    np.testing.assert_array_equal(np.column_stack([arrays.X, arrays.y]), np.array(rows))


@given(st.text(max_size=400), st.sampled_from(["auto", "yes", "no"]))
def test_any_text_is_imported_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str, header: str) -> None:
    try:
        arrays = imported(tmp_path_factory.mktemp("any"), text.encode("utf-8", "replace"), header=header)
    except ImportProblem:
        return
    assert len(arrays) == len(arrays.X) >= 1
    assert np.isfinite(arrays.X).all()
    assert np.isfinite(arrays.y).all()


ALWAYS_MISSING = ["", "NA", "?", "nan", "null", "#N/A", "<NA>", "n.a.", ".", "#DIV/0!"]
MISSING_AMONG_NUMBERS = ["inf", "None", "nil", "missing"]


@pytest.mark.parametrize("word", ALWAYS_MISSING + MISSING_AMONG_NUMBERS)
def test_missing_values_are_left_out_or_filled(tmp_path: Path, word: str) -> None:
    among_texts = word if word in ALWAYS_MISSING else "blue"
    text = f"a,b,y\n1,red,2.5\n{word},red,3.5\n3,{among_texts},1.5\n4,blue,0.5\n"
    dropped = imported(tmp_path, text)
    assert len(dropped) == (2 if word in ALWAYS_MISSING else 3)
    left_out = "1 of 4 examples was left out because a value is missing, in line 3."
    if word in ALWAYS_MISSING:
        left_out = "2 of 4 examples were left out because a value is missing, the first in line 3."
    assert left_out in dropped.notes
    filled = imported(tmp_path, text, missing="fill")
    assert len(filled) == 4
    np.testing.assert_array_equal(filled.X[:, 0], [1, np.nan, 3, 4])
    assert "“a”: 1 missing value is filled in with the mean of the training examples." in filled.notes


def test_a_missing_text_is_a_text_of_its_own(tmp_path: Path) -> None:
    rows = [f"{i / 3},{('red', 'blue', '')[i % 3]},{('', 'x')[i % 2]},{i / 7}" for i in range(12)]
    arrays = imported(tmp_path, "a,colour,mark,y\n" + "\n".join(rows), missing="fill")
    assert arrays.feature_names == ("a", "colour = blue", "colour = red", "colour = missing", "mark")
    np.testing.assert_array_equal(arrays.X[:3, 1:], [[0, 1, 0, 1], [1, 0, 0, 0], [0, 0, 1, 1]])
    assert "“colour”: 2 texts became a column of 0 and 1 each, and so did 4 missing." in arrays.notes
    assert "“mark”: “x” became 0, a missing one 1." in arrays.notes


def test_what_cannot_be_an_input_is_left_out_and_said(tmp_path: Path) -> None:
    lines = [f"{i},person {i},{i % 4},,{i % 2}" for i in range(50)]
    arrays = imported(tmp_path, "Id,name,x,empty,y\n" + "\n".join(lines))
    assert arrays.feature_names == ("x",)
    assert "“Id” was left out: it only counts the rows." in arrays.notes
    assert "“name” was left out: it holds 50 different texts, the first in line 2: “person 0”." in arrays.notes
    assert "“empty” was left out: it has no values." in arrays.notes


@pytest.mark.parametrize("cell", ["2026-01-{:02}", "{} kg"])
def test_texts_that_hardly_come_twice_are_no_feature(tmp_path: Path, cell: str) -> None:
    rows = [f"{cell.format(i % 14 + 1)},{'abc'[i % 3]},{('yes', 'no')[i % 2]},{i * i % 7}.5" for i in range(28)]
    arrays = imported(tmp_path, "d,t,u,y\n" + "\n".join(rows), delimiter=",")
    assert arrays.used == ("t", "u")
    first = cell.format(1)
    assert f"“d” was left out: it holds 14 different texts in 28 rows, the first in line 2: “{first}”." in arrays.notes
    assert imported(tmp_path, "d,t,u,y\n" + "\n".join([*rows, rows[0]]), delimiter=",").used == ("d", "t", "u")


@pytest.mark.parametrize("names", [",x,y,label", "Unnamed: 0,x,y,label"])
def test_the_numbers_of_rows_that_pandas_writes_are_left_out(tmp_path: Path, names: str) -> None:
    rows = "\n".join(f"{i},{i % 7}.5,{i % 5},{'ab'[i % 2]}" for i in range(30))
    arrays = imported(tmp_path, f"{names}\n{rows}")
    assert arrays.used == ("x", "y")
    assert f"“{arrays.columns[0]}” was left out: it only counts the rows." in arrays.notes
    assert imported(tmp_path, rows).used == ("column 1", "column 2", "column 3")


IDS = {"rising": range(1, 31), "falling": range(30, 0, -1), "gaps": (i * i for i in range(30))}


@pytest.mark.parametrize("order", IDS)
def test_what_may_count_the_rows_is_named(tmp_path: Path, order: str) -> None:
    numbers = list(IDS[order])
    rows = "\n".join(f"{number},{number},{i % 7}.5,{i / 8},{i % 3}" for i, number in enumerate(numbers))
    arrays = imported(tmp_path, "PassengerId,id,a,b,y\n" + rows)
    assert arrays.used == ("PassengerId", "a", "b")
    assert "“id” was left out: it only counts the rows." in arrays.notes
    way = "falls" if order == "falling" else "rises"
    assert f"“PassengerId” only {way} from row to row: if it numbers the rows, leave it out." in arrays.notes
    assert said(arrays).count("only") == 2


def test_a_few_texts_among_numbers_are_missing_and_named(tmp_path: Path) -> None:
    cells = ["1.2.3" if i == 41 else "lost" if i == 77 else i / 8 for i in range(100)]
    text = "h,z,y\n\n" + "\n".join(f"{cell},{i % 9}.5,{i % 2}" for i, cell in enumerate(cells))
    arrays = imported(tmp_path, text)
    assert arrays.feature_names == ("h", "z")
    assert len(arrays) == 98
    assert "“h”: 2 cells are no numbers, the first in line 44: “1.2.3”. Such cells count as missing." in arrays.notes
    assert len(imported(tmp_path, text, missing="fill")) == 100


def test_a_text_in_the_target_is_named_too(tmp_path: Path) -> None:
    text = "x,y\n" + "\n".join(f"{i / 8},{'?!' if i == 3 else i % 2}" for i in range(30))
    arrays = imported(tmp_path, text)
    assert arrays.classes == ("0", "1")
    assert "“y”: 1 cell is no number, the first in line 5: “?!”. Such cells count as missing." in arrays.notes


@pytest.mark.parametrize("rows", [100, 60_000], ids=["in one block", "in several blocks"])
def test_many_texts_among_numbers_make_a_text_column(tmp_path: Path, rows: int) -> None:
    lines = [
        f"{'xyz'[i % 3] if i >= rows * 0.8 else i % 3},{i % 2},{i / 7:.3f},{i / 3:.3f},{i % 2}" for i in range(rows)
    ]
    arrays = imported(tmp_path, "a,b,c,d,y\n" + "\n".join(lines))
    assert arrays.feature_names == (*(f"a = {text}" for text in "012xyz"), "b", "c", "d")
    assert arrays.X[:, :6].sum(axis=1).tolist() == [1] * rows
    assert arrays.X[-1, 7:].tolist() == [round((rows - 1) / 7, 3), round((rows - 1) / 3, 3)]


def test_words_for_nothing_may_be_classes(tmp_path: Path) -> None:
    arrays = imported(tmp_path, "x,fence\n" + "\n".join(f"{i}.5,{('none', 'wood')[i % 2]}" for i in range(9)))
    assert arrays.classes == ("none", "wood")
    assert len(arrays) == 9


@pytest.mark.parametrize(
    ("targets", "task", "classes"),
    [
        (["a", "b"], "classification", ("a", "b")),
        (["0", "1", "2"], "classification", ("0", "1", "2")),
        (["10", "9", "-1"], "classification", ("-1", "9", "10")),
        (["0.5", "1", "2"], "regression", ()),
        ([str(i) for i in range(40)], "regression", ()),
    ],
)
def test_the_task_is_proposed(tmp_path: Path, targets: list[str], task: str, classes: tuple[str, ...]) -> None:
    rows = [f"{i / 3},{targets[i % len(targets)]}" for i in range(80)]
    arrays = imported(tmp_path, "x,y\n" + "\n".join(rows))
    assert (arrays.task.kind, arrays.classes) == (task, classes)


def test_task_target_and_inputs_can_be_chosen(iris: Path) -> None:
    arrays = Table(target="width", left_out=("class",), task="regression").read(iris)
    assert (arrays.target, arrays.used, arrays.task.kind) == ("width", ("length", "colour"), "regression")
    assert arrays.y[:8, 0].tolist() == [0, 1, 2, 3, 4, 5, 6, 0]
    assert arrays.scale_targets
    with pytest.raises(ImportProblem, match=r"no column “heigth”.*“length”, “width”"):
        Table(target="heigth").read(iris)
    with pytest.raises(ImportProblem, match="holds texts such as “red”"):
        Table(target="colour", task="regression").read(iris)


def test_pixels_become_images(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    rows = [f"{i % 3}," + ",".join(map(str, rng.integers(0, 256, 64))) for i in range(12)]
    text = "label," + ",".join(f"p{i}" for i in range(64)) + "\n" + "\n".join(rows)
    arrays = imported(tmp_path, text)
    assert (arrays.image_shape, arrays.max_pixel, arrays.X.dtype) == ((8, 8), 255, np.uint8)
    assert imported(tmp_path, text, pixels="no").image_shape is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n3,4,5\n", "Line 3 has 3 columns where the first row has 2"),
        ("a,b\n1,2\n3\n", "Line 3 has 1 column where"),
        ("", "It is empty"),
        ("\n\n  \n", "only empty lines"),
        ("a,b\n", "no row below the names"),
        ("a,b,c\n" + "NA,,?\n" * 30, "Not one of its 3 columns has a value"),
        ("a,b\n" + ",1.5\n" * 9, "no column that can be an input. “a” was left out: it has no values."),
        ("id,b\n" + "".join(f"{i},1.5\n" for i in range(9)), "“id” was left out: it only counts the rows."),
        (",".join("abcdefg") + "\n" + ",,,,,,1\n" * 9, "“c” was left out: it has no values. 3 more were left out."),
        ("\n<!DOCTYPE html>\n<html>\n<p>1,2</p>\n</html>\n", "It is a web page, not a table"),
        ("<html><body>not found</body></html>", "It is a web page, not a table"),
        ("1\n2\n3\n", "no column that can be an input"),
        (b"\x00\x01\x02", "byte 1 is 0"),
        ("a,y\n" + "".join(f"t{i},u{i}\n" for i in range(1200)), "more than 1,000 different texts"),
        ("a,b,y\n1,,3\n,2,4\n", "Not a single row"),
        ("a,y\n1,\n2,\n", "Besides the target “a” there is no column"),
        ("a,b\n1,2\n\n\n3,4,5\n", "Line 5 has 3 columns where the first row has 2"),
        ('a,b\n1,2\n"3,4\n5,6\n', "Line 3 cannot be taken apart"),
        ('a,b\n1,"2" inch\n', "Line 2 cannot be taken apart"),
        ('a,b\n1,2\n"3,4\n' + "5,6\n" * 50, "row that begins in line 3 does not end within 20 lines"),
        ("1," * 5_000 + "1\n", "Line 1 has 5,001 columns"),
        ("1,2\n" * 9 + "1," * 9_000 + "1\n", "Line 10 has 9,001 columns"),
        ('a,b\n"1,2\n' + "x" * 200_000, "cannot be taken apart"),
        ("1,2\n" + "7" * 1_100_000, "Line 2 is longer than"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "bytes",
)
def test_bad_tables_are_refused_in_words(tmp_path: Path, text: str | bytes, words: str) -> None:
    with pytest.raises(ImportProblem) as refused:
        imported(tmp_path, text)
    assert words in str(refused.value)
    assert "“table.csv”" in str(refused.value)
    assert refused.value.advice


def test_empty_cells_are_no_table(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="only empty"):
        imported(tmp_path, '"" ""\n' * 3, delimiter=" ")


def test_at_most_so_many_are_spread_over_the_file(iris: Path) -> None:
    arrays = Table(most=3).read(iris)
    assert arrays.X[:, 0].tolist() == [0.0, 2.0, 3.9]
    assert "3 of 40 examples were taken" in said(arrays)
