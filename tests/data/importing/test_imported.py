"""Imported data as a data set: settings that describe it whole, arrays on the shelf, and odd data that still train."""

from pathlib import Path

import numpy as np
import pytest

from ffnn_gui.data import prepare
from ffnn_gui.data.imported import FromFile, placed, reread, shelved
from ffnn_gui.data.importing import ImportedArrays, ImportProblem, importer_for
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.data.importing.result import warnings_of
from ffnn_gui.data.importing.shelf import SHELF, NotAtHand, Shelf
from ffnn_gui.data.sets.imported import Imported
from ffnn_gui.data.sets.imported_images import ImportedImages
from ffnn_gui.data.sets.spirals import Spirals
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.schema import Choice, ConfigError, changes, kinds_of, validated
from tests.benchmarks.children import answer_of
from tests.data.importing.conftest import write_images, write_mnist


def settings(path: Path, **options: object) -> FromFile:
    importer = importer_for(path).model_copy(update=options)
    return shelved(importer.read(path), importer, path)


def trained(data: FromFile, epochs: int = 3) -> Trainer:
    config = ExperimentConfig().with_value("data", data).with_value("epochs", epochs)
    trainer = Trainer(config.with_value("network.hidden", [{"units": 4}]))
    for _ in trainer.run():
        pass
    assert trainer.epoch == epochs
    assert np.isfinite(trainer.network.theta).all()
    return trainer


@pytest.fixture
def every(tmp_path: Path, iris: Path) -> list[FromFile]:
    np.savez(
        tmp_path / "a.npz", X=np.random.default_rng(0).normal(size=(9, 3)), y=np.random.default_rng(1).random((9, 2))
    )
    paths = [iris, tmp_path / "a.npz", write_mnist(tmp_path), write_images(tmp_path / "pets")]
    return [settings(path) for path in paths] + [settings(paths[-1], colour="colour", side=8)]


def test_settings_describe_the_data_without_the_file(every: list[FromFile]) -> None:
    for data in every:
        arrays = SHELF.get(data.digest, data.source)
        assert data.task == arrays.task
        assert data.n_examples == len(arrays)
        assert len(data.input_names) == data.task.n_features
        config = ExperimentConfig().with_value("data", data)
        assert validated(ExperimentConfig, config.model_dump_json(), json=True) == config


def test_every_kind_prepares_and_trains(every: list[FromFile]) -> None:
    for data in every:
        ready = prepare(data)
        assert len(ready.train) + len(ready.validation) == data.samples
        np.testing.assert_array_equal(ready.inputs_of(ready.train.raw), ready.train.X)
        trained(data)


def test_imported_kinds_are_not_offered_without_a_file(every: list[FromFile]) -> None:
    field = ExperimentConfig.model_fields["data"].annotation
    assert not {type(data) for data in every} & set(kinds_of(field))
    assert issubclass(type(every[0]), Choice)
    with pytest.raises(ConfigError):
        validated(ExperimentConfig, {"data": "imported"})


def test_without_the_file_it_says_which_one_is_needed(iris: Path) -> None:
    data = settings(iris).model_copy(update={"digest": "0" * 64})
    assert not data.at_hand
    with pytest.raises(NotAtHand, match=r"come from “iris.csv”, which is not open\. Import that file again"):
        prepare(data)


def test_settings_that_do_not_fit_their_data_are_refused(iris: Path) -> None:
    data = settings(iris).model_copy(update={"samples": 39})
    with pytest.raises(NotAtHand, match="do not describe the data"):
        prepare(data)


@pytest.mark.parametrize(
    "source", ["/etc/passwd", "../a.csv", "a/../../b.csv", "C:\\a.csv", "\\\\server\\a.csv", "http://a/b", "a\0b", ""]
)
def test_a_session_cannot_name_a_file_elsewhere(iris: Path, source: str) -> None:
    raw = settings(iris).model_dump() | {"source": source}
    with pytest.raises(ConfigError):
        validated(ExperimentConfig, {"data": raw})


@pytest.mark.parametrize(
    "change",
    [{"samples": 10**12}, {"features": 10**9}, {"names": ("a",)}, {"classes": ("a", "a")}, {"digest": "x"},
     {"recipe": {"kind": "pickle"}}],
    ids=str,
)  # fmt: skip
def test_settings_that_cannot_be_are_refused(iris: Path, change: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        validated(ExperimentConfig, {"data": settings(iris).model_dump() | change})


def test_another_file_is_a_change_that_needs_a_reset(iris: Path) -> None:
    one, other = settings(iris), settings(iris, target="width")
    found = changes(ExperimentConfig().with_value("data", one), ExperimentConfig().with_value("data", other))
    assert ("data", "Data", False) in [(change.path, change.label, change.live) for change in found]


def test_the_same_file_is_found_again_and_another_is_refused(iris: Path) -> None:
    data = settings(iris)
    reread(data, iris)
    iris.write_text(iris.read_text().replace("0.3", "0.4"))
    with pytest.raises(ImportProblem, match=r"holds other data than “iris\.csv” did .*, or was then read in"):
        reread(data, iris)


def test_a_file_below_the_session_is_named_by_its_way(iris: Path) -> None:
    data = settings(iris)
    assert placed(data, iris.parent) == data
    assert placed(data, iris.parent.parent).source == f"{iris.parent.name}/iris.csv"  # type: ignore[attr-defined]
    assert placed(data, iris.parent / "elsewhere").source == "iris.csv"  # type: ignore[attr-defined]
    assert placed(Spirals(), iris.parent) == Spirals()


@pytest.mark.parametrize("way", ["..", ".", "cats/..", "../pets"])
def test_a_folder_has_a_name_however_it_is_named(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_images(tmp_path / "pets")
    monkeypatch.chdir(folder / "cats" if way == ".." else folder)
    data = settings(Path(way))
    assert data.source == "pets"
    assert placed(data, Path()).source == "pets"  # type: ignore[attr-defined]
    assert placed(data, tmp_path).source == "pets"  # type: ignore[attr-defined]
    assert placed(data, tmp_path.parent).source == f"{tmp_path.name}/pets"  # type: ignore[attr-defined]


def test_a_file_is_found_through_a_link_to_its_folder(iris: Path) -> None:
    link = iris.parent.parent / f"link to {iris.parent.name}"
    link.symlink_to(iris.parent)
    data = settings(link / "iris.csv")
    assert placed(data, iris.parent.parent).source == f"{iris.parent.name}/iris.csv"  # type: ignore[attr-defined]


@pytest.mark.parametrize("classes", [("a", "a"), ("", "b"), ("a", "b" * 81)], ids=str)
def test_what_no_settings_can_describe_is_a_problem_of_the_file(classes: tuple[str, ...], tmp_path: Path) -> None:
    arrays = ImportedArrays(np.zeros((4, 2)), np.arange(4) % 2, classes)
    with pytest.raises(ImportProblem, match=r"“a\.csv” cannot be used"):
        shelved(arrays, Table(), tmp_path / "a.csv")
    assert not SHELF.has(arrays.digest)


def test_wide_data_are_numbered(tmp_path: Path) -> None:
    names = tuple(f"c{i}" for i in range(1001))
    data = shelved(ImportedArrays(np.zeros((4, 1001)), np.zeros((4, 1)), (), names), Table(), tmp_path / "a.csv")
    assert data.input_names[:2] == ("x1", "x2")


def test_the_shelf_lets_the_oldest_go() -> None:
    shelf = Shelf(most_sets=2)
    sets = [ImportedArrays(np.full((2, 1), float(i)), np.zeros((2, 1))) for i in range(3)]
    digests = [shelf.put(arrays) for arrays in sets[:2]]
    assert shelf.get(digests[0], "a") is sets[0]
    shelf.put(sets[2])
    assert [shelf.has(digest) for digest in digests] == [True, False]


ODD = {
    "one example": "a,b,y\n1,2,x\n",
    "one class": "a,b,y\n" + "1,2,x\n3,4,x\n" * 5,
    "constant features": "a,b,y\n" + "1,2,x\n1,2,z\n" * 5,
    "fewer examples than classes": "a,y\n" + "".join(f"{i}.5,c{i}\n" for i in range(3)),
    "a class of one": "a,y\n" + "".join(f"{i}.5,{'rare' if i == 7 else 'usual'}\n" for i in range(30)),
    "one value to predict": "a,y\n" + "".join(f"{i},7.5\n" for i in range(9)),
    "huge numbers": "a,y\n" + "".join(f"{i}e28,{i}.5\n" for i in range(9)),
    "one feature": "a,y\n" + "".join(f"{i}.5,{i % 2}\n" for i in range(9)),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("normalization", ["none", "min_max", "standard"])
def test_odd_data_train(name: str, normalization: str, tmp_path: Path) -> None:
    if name == "huge numbers" and normalization == "none":
        pytest.skip("diverges, and says so")
    (tmp_path / "odd.csv").write_text(ODD[name])
    trained(settings(tmp_path / "odd.csv").model_copy(update={"normalization": kind_of(normalization)}))


def kind_of(name: str) -> object:
    return ExperimentConfig().with_value("data.normalization", name).data.normalization


def test_one_class_is_explained(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text(ODD["one class"])
    assert any("nothing to tell apart" in said for said in warnings_of(Table().read(tmp_path / "odd.csv")))


def test_fewer_examples_than_named_classes_train(tmp_path: Path) -> None:
    (tmp_path / "fashion").mkdir()
    data = settings(write_mnist(tmp_path / "fashion", count=3))
    assert len(data.classes) == 10
    trained(data)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much memory was used")
@pytest.mark.parametrize("what", ["table", "images"])
@pytest.mark.parametrize("normalization", ["min_max", "standard"])
def test_training_makes_hardly_more_than_one_copy(normalization: str, what: str) -> None:
    assert 1 <= answer_of("imported_memory.py", normalization, what, "{}")["extra"] < 1.2


@pytest.mark.parametrize("index", [3, slice(2, 9), [5, 1], np.array([0, 7])], ids=str)
def test_some_raw_examples_are_those_of_all(iris: Path, index: object) -> None:
    part = prepare(settings(iris)).train
    np.testing.assert_array_equal(part.some(index), part.raw[index])  # type: ignore[arg-type, index]


def test_imported_sets_are_listed_by_their_names_while_they_are_at_hand(
    tmp_path: Path, iris: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SHELF, "_kept", Shelf()._kept)
    assert Imported.brought() == ImportedImages.brought() == ()
    other = tmp_path / "Another.csv"
    other.write_text("a,b,y\n1,2,x\n2,1,z\n")
    made = [settings(path) for path in (iris, other)]
    assert Imported.brought() == (made[1], made[0])
    assert [data.listed_as for data in made] == [iris.name, "Another.csv"]
    images = settings(write_images(tmp_path / "pets"))
    assert ImportedImages.brought() == (images,)
    SHELF._kept.pop(made[0].digest)
    assert Imported.brought() == (made[1],)
