"""How tables are read: fast or cell by cell with the same result, quotation marks, titles, names, gzip, progress."""

import csv
import gzip
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.data.importing import ImportProblem, importer_for, looks_like_data, opening
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.data.importing.tables import blocks, columns
from ffnn_gui.data.importing.tables.dialect import Dialect
from ffnn_gui.data.importing.tables.numbers import fast_columns
from ffnn_gui.data.importing.tables.text import Encoding
from ffnn_gui.data.importing.tables.unmarked import order_of
from tests.data.importing.test_tables import imported, said

CELLS = ["0", "7", "255", "256", "-1", "1.0", "1.5", "2,5", "-0", "007", "+3", "1e3", "1e999", "nan", "inf", "NA", "",
         " 7 ", "1_0", "0x1f", "٣", "9" * 15, "9" * 19, "9" * 30, '"3"', "a", "1 2", "1\t2", "\u20077"]  # fmt: skip
NUMBERS = ["0", "7", "255", "12.5", "-3", "1e3"]


@given(
    st.sampled_from([",", ";", "\t", " "]),
    st.sampled_from([".", ","]),
    st.sets(st.integers(0, 2), max_size=2),
    st.lists(st.lists(st.sampled_from(NUMBERS) | st.sampled_from(CELLS), min_size=2, max_size=4), min_size=1)
    | st.lists(st.lists(st.sampled_from(["0", "9", "255", "256", "99999"]), min_size=3, max_size=3), min_size=1),
)
def test_what_is_read_fast_is_what_the_cells_say(
    delimiter: str, decimal: str, texts: set[int], rows: list[list[str]]
) -> None:
    dialect = Dialect(delimiter, decimal, header=False)
    lines = [delimiter.join(row) + "\r\n" for row in rows]
    fast = fast_columns(lines, dialect, 3, texts)
    if fast is None:
        return
    slow = list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True))
    slow = [[cell for cell in row if cell] if delimiter == " " else row for row in slow]
    for place, found in enumerate(fast):
        cells = [row[place].strip() for row in slow if row]
        if place in texts:
            assert [text.strip() for text in found] == cells
        else:
            expected = np.array([dialect.number(cell) for cell in cells], float)
            np.testing.assert_array_equal(np.asarray(found, float), expected)


@pytest.mark.parametrize(
    "lines", [["1,2,3\n", "4,5,255\n"], ["1,2,3\n", "4,5,256\n"], ["0.5,2,3\n"], ["-1,2,3\n", "\n"]]
)
def test_plain_numbers_are_read_fast(lines: list[str]) -> None:
    found = fast_columns(lines, Dialect(",", ".", header=False), 3, ())
    assert found is not None
    assert {column.dtype for column in found if isinstance(column, np.ndarray)} == {
        np.dtype(np.uint8 if "255" in lines[-1] else float)
    }


@pytest.mark.parametrize("cell", ["", '"5"', "a", "1_0", "5,6", "0x5"])
def test_anything_else_is_not_read_fast(cell: str) -> None:
    assert fast_columns(["1,2,3\n", f"1,{cell},3\n"], Dialect(",", ".", header=False), 3, ()) is None


def test_small_blocks_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    texts = ["red", "green", '"blue, or\nso"']
    rows = [f"{i / 8},{rng.integers(0, 300)},{texts[i // 100 % 3]},{i % 9 or ''},{i % 2}" for i in range(500)]
    text = "a,b,c,d,y\n" + "\n".join(rows)
    whole = imported(tmp_path, text, missing="fill")
    monkeypatch.setattr(blocks, "BLOCK_CELLS", 1)
    monkeypatch.setattr(blocks, "FEWEST_ROWS", 7)
    pieces = imported(tmp_path, text, missing="fill")
    assert pieces.digest == whole.digest
    monkeypatch.setattr(blocks, "FEWEST_ROWS", 64)
    monkeypatch.setattr(blocks, "BLOCK_CHARACTERS", 50)
    assert imported(tmp_path, text, missing="fill").digest == whole.digest


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending(tmp_path: Path, ending: str) -> None:
    lines = ["a,b,y", "1,2,0.5", "", "3,4,1.5", "5,6,2.5", ""]
    arrays = imported(tmp_path, ending.join(lines), target_values="none")
    assert arrays.X.tolist() == [[1, 2], [3, 4], [5, 6]]
    assert arrays.y[:, 0].tolist() == [0.5, 1.5, 2.5]


@pytest.mark.parametrize("cell", ['"1"', '"1" ', ' "1"', ' "1"  '])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_blanks_around_quotation_marks_are_no_error(tmp_path: Path, cell: str, delimiter: str) -> None:
    rows = [[cell.replace("1", str(i)), f'"he said ""{i % 2}"""', cell] for i in range(6)]
    arrays = imported(tmp_path, "\n".join(delimiter.join(row) for row in rows), header="no", target="column 2")
    assert arrays.X[:, 0].tolist() == list(range(6))
    assert arrays.classes == ('he said "0"', 'he said "1"')


def test_a_cell_may_extend_over_a_few_lines(tmp_path: Path) -> None:
    rows = [f'{i},"first\nsecond\nthird",{i % 2}' for i in range(9)]
    arrays = imported(tmp_path, "a,b,y\n" + "\n".join([*rows, "nothing,x,1", "8,x,0"]))
    assert "“a”: 1 cell is no number, the first in line 29: “nothing”. Such cells count as missing." in arrays.notes


@pytest.mark.parametrize(
    ("above", "skipped"),
    [
        ("", 0),
        ("# made on Monday\n", 1),
        ("Weather, a table\n", 1),
        ("# one\n\n# two, three\n", 3),
        ("\n\n", 0),
    ],
)
@pytest.mark.parametrize("names", ["a,b,c,y\n", ""])
def test_what_stands_above_a_table_is_skipped_and_said(tmp_path: Path, above: str, skipped: int, names: str) -> None:
    arrays = imported(tmp_path, above + names + "".join(f"{i},{i / 8},{i % 5},{i % 2}\n" for i in range(20)))
    assert arrays.feature_names == (("a", "b", "c") if names else ("column 1", "column 2", "column 3"))
    assert len(arrays) == 20
    line = {0: "", 1: "The first line was skipped", 3: "The first 3 lines were skipped"}[skipped]
    assert ("skipped" in said(arrays)) == bool(skipped)
    assert line in said(arrays)


def test_lines_are_counted_from_the_top_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="Line 8 has 2 columns where the first row has 3"):
        imported(tmp_path, "# a title\n\na,b,y\n" + "1,2,3\n" * 3 + "\n1,2\n" + "1,2,3\n" * 40)


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("label,0,1,2", ("0", "1", "2")),
        ("y,2019,2020,2021", ("2019", "2020", "2021")),
        ("# y,a,b,c", ("a", "b", "c")),
        ("0,1,2,3", ("0", "1", "2")),
        ("5,1,2,3", ("column 1", "column 2", "column 3")),
        ("NA,1,2,3", ("column 1", "column 2", "column 3")),
        (",a,b,c", ("column 1", "a", "b")),
    ],
)
def test_names_may_be_numbers(tmp_path: Path, first: str, names: tuple[str, ...]) -> None:
    rows = [f"{i % 2},{i / 8},{i * 3 % 7},{i % 3}" for i in range(20)]
    assert imported(tmp_path, "\n".join([first, *rows])).feature_names == names


def test_rows_that_count_are_no_names(tmp_path: Path) -> None:
    rows = np.arange(40).reshape(10, 4)
    arrays = imported(tmp_path, "\n".join(",".join(map(str, row)) for row in rows), task="regression")
    assert arrays.X.tolist() == rows[:, :3].tolist()


@pytest.mark.parametrize("name", ["table.csv.gz", "table.csv", "table"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_packed_tables(tmp_path: Path, iris: Path, name: str, encoding: str) -> None:
    path = tmp_path / name
    text = iris.read_text().replace("red", "röd")
    path.write_bytes(gzip.compress(text.encode(encoding)))
    iris.write_text(text, encoding="utf-8")
    if encoding != "utf-16" or name != "table":
        assert importer_for(path).kind == "table"
    assert Table().read(path).digest == Table().read(iris).digest
    assert looks_like_data(path) == (name != "table")


@pytest.mark.parametrize("piece", [3, 1000])
def test_a_table_packed_in_pieces(tmp_path: Path, iris: Path, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = iris.read_bytes()
    packed = b"".join(gzip.compress(data[i : i + 100]) for i in range(0, len(data), 100))
    (tmp_path / "a.csv.gz").write_bytes(packed + bytes(20))
    monkeypatch.setattr(opening, "PIECE", piece)
    assert Table().read(tmp_path / "a.csv.gz").digest == Table().read(iris).digest


def test_a_packed_table_that_breaks_off(tmp_path: Path, iris: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(iris.read_bytes())[:-30])
    with pytest.raises(ImportProblem, match="break off after byte"):
        Table().read(tmp_path / "a.csv.gz")


@pytest.mark.parametrize("start", ["<html>", "{", "%PDF"])
def test_other_texts_without_an_ending_are_no_tables(tmp_path: Path, start: str) -> None:
    (tmp_path / "a").write_text(start + "1,2\n3,4\n")
    with pytest.raises(ImportProblem, match="no kind of data that is known"):
        importer_for(tmp_path / "a")


@pytest.mark.parametrize("last", ["5", "lost"])
@pytest.mark.parametrize("first", ["1", "red"])
def test_the_progress_goes_up_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, last: str) -> None:
    monkeypatch.setattr(blocks, "BLOCK_CELLS", 1)
    rows = [f"{i},{first if i < 900 else last},{i % 2}" for i in range(2000)]
    (tmp_path / "a.csv").write_text("\n".join(rows))
    shares: list[float] = []
    Table().read(tmp_path / "a.csv", shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(shares) >= 2000 / blocks.FEWEST_ROWS


def test_texts_are_read_in_one_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[Sequence[int]] = []
    fill = columns._fill
    monkeypatch.setattr(columns, "_fill", lambda *given: (passes.append(given[1]), fill(*given)))
    imported(tmp_path, "a,b,y\n" + "".join(f"{i},{'red' if i % 2 else 'blue'},{i % 3}\n" for i in range(50)))
    assert len(passes) == 1


def test_numbers_too_large_are_missing(tmp_path: Path) -> None:
    arrays = imported(tmp_path, "a,b,y\n" + "".join(f"{10**i},{i / 4},{i % 2}\n" for i in range(40)))
    assert len(arrays) == 30
    assert arrays.X[:, 0].tolist() == [float(10**i) for i in range(30)]
    assert math.isfinite(arrays.X.max())


UMLAUT = ["a,b", "1,2", "3,ü"]


@pytest.mark.parametrize(
    ("written", "chosen", "place", "advice"),
    [
        ("cp1252", "utf-8", "Byte 11, in line 3, is not text in the encoding UTF-8.", "Western (Windows)"),
        ("utf-16", "utf-8", "Byte 1, in line 1, is not text in the encoding UTF-8.", "UTF-16"),
        ("cp1252", "utf-16", "begins with ff fe or fe ff: its first bytes are 61 2c.", "Western (Windows)"),
        ("utf-8", "utf-16", "begins with ff fe or fe ff: its first bytes are 61 2c.", "UTF-8"),
    ],
)
def test_a_wrong_encoding_is_named_as_the_menu_does(
    written: str, chosen: Encoding, place: str, advice: str, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_bytes("\n".join(UMLAUT).encode(written))
    with pytest.raises(ImportProblem) as refused:
        Table(encoding=chosen).read(tmp_path / "a.csv")
    assert place in refused.value.what
    assert refused.value.advice == f"Choose the encoding {advice}, or “As found”."


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("lines", [1, 3, 40_000])
@pytest.mark.parametrize("rest", [b"\xfc9\n", b"\xe2\x82", b"\xe2\x829\n5,6\n"])
def test_the_byte_that_is_no_text_is_found(rest: bytes, lines: int, packed: bool, tmp_path: Path) -> None:
    start = "1,2ü\n".encode() * lines + b"3,"
    data = start + rest
    path = tmp_path / "a.csv"
    path.write_bytes(gzip.compress(data, 9) if packed else data)
    with pytest.raises(ImportProblem) as refused:
        Table(encoding="utf-8", header="no").read(path)
    byte = len(data) if data.endswith(b"\x82") else len(start) + 1
    assert f"Byte {byte:,}, in line {lines + 1:,}, is" in refused.value.what


def test_bytes_that_the_western_encoding_lacks_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n1,\x81\n")
    with pytest.raises(ImportProblem, match="Byte 7, in line 2, is not text in the encoding Western") as refused:
        Table().read(tmp_path / "a.csv")
    assert refused.value.advice == "Save it as UTF-8."


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("encoding", ["auto", "utf-16"])
@pytest.mark.parametrize("title", ["a", "größe", "大きさ", "🙂"])
def test_text_of_two_bytes_needs_no_mark(title: str, encoding: Encoding, name: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(f"{title},b\n1,2\n3,4\n".encode(name))
    arrays = Table(encoding=encoding).read(tmp_path / "a.csv")
    assert arrays.X.ravel().tolist() == [1, 3]
    assert arrays.feature_names == (title,)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_long_text_of_two_bytes_is_read_through(name: str, tmp_path: Path) -> None:
    """Longer than what decides, which ends within a character here."""
    lines = "a,b\n" + "".join(f"{i}🙂,{i % 2}\n" for i in range(9000))
    (tmp_path / "a.csv").write_bytes((lines + "1,2\n" * 20000).encode(name))
    assert order_of((tmp_path / "a.csv").read_bytes()[:-1]) == name


@pytest.mark.parametrize(
    "start", [b"a,b\n1,2\n", b"", b"\0", b"a\0,\0\0\0", b"\x01\0,\0\n\0", b"\x89PNG\r\n\x1a\n\0\0\0\r", b"\0" * 99]
)
def test_other_bytes_are_no_text_of_two_bytes(start: bytes) -> None:
    assert order_of(start) is None


@pytest.mark.parametrize("gaps", ["", "\n"], ids=["dense", "empty lines"])
@pytest.mark.parametrize("title", ["", "A title\n"], ids=["plain", "titled"])
@pytest.mark.parametrize("names", ["x,y\n", ""], ids=["named", "nameless"])
@pytest.mark.parametrize("word", ["nan", "NA", '"NA"'])
@pytest.mark.parametrize("text", ["", "a"], ids=["numbers", "texts late"])
def test_the_line_of_what_is_missing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gaps: str, title: str, names: str, word: str, text: str
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_CELLS", 200)
    rows = [word if i == 730 else f"{i % 7}.5" for i in range(1000)]
    lines = [f"{row},{text if i > 300 and text else i % 2}\n{gaps}" for i, row in enumerate(rows)]
    arrays = imported(tmp_path, title + names + "".join(lines))
    line = bool(title) + bool(names) + (1 + len(gaps)) * 730 + 1
    assert f"1 of 1,000 examples was left out because a value is missing, in line {line:,}." in arrays.notes
