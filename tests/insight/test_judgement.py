"""The measures against values worked out by hand, and against what the engine reports."""

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.insight.judgement import class_scores, confusion, row_shares, value_scores, worst_first
from ffnn_gui.insight.verdict import MOST, judged_first, verdict

COUNTS = np.array([[5, 1, 0], [2, 3, 1], [0, 0, 4]])


def test_a_confusion_matrix_has_truth_in_rows() -> None:
    counts = confusion(np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 0, 2]), 3)
    assert counts.tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 1]]


def test_the_measures_of_a_small_matrix() -> None:
    scores = class_scores(COUNTS)
    assert scores.precision == pytest.approx([5 / 7, 3 / 4, 4 / 5])
    assert scores.recall == pytest.approx([5 / 6, 3 / 6, 1])
    assert scores.f1 == pytest.approx([10 / 13, 6 / 10, 8 / 9])
    assert scores.examples.tolist() == [6, 6, 4]
    assert scores.accuracy == pytest.approx(12 / 16)
    assert scores.macro_precision == pytest.approx((5 / 7 + 3 / 4 + 4 / 5) / 3)
    assert scores.macro_recall == pytest.approx((5 / 6 + 1 / 2 + 1) / 3)
    assert scores.macro_f1 == pytest.approx((10 / 13 + 6 / 10 + 8 / 9) / 3)


def test_a_class_that_is_never_taken_has_no_precision_and_counts_as_0() -> None:
    scores = class_scores(np.array([[3, 0], [1, 0]]))
    assert scores.precision[0] == 0.75
    assert np.isnan(scores.precision[1])
    assert scores.recall.tolist() == [1, 0]
    assert scores.f1 == pytest.approx([6 / 7, 0])
    assert scores.macro_precision == pytest.approx(0.75 / 2)


def test_a_class_without_examples_is_left_out_of_the_means() -> None:
    scores = class_scores(np.array([[3, 0, 0], [1, 4, 0], [0, 0, 0]]))
    assert np.isnan([scores.precision[2], scores.recall[2], scores.f1[2]]).all()
    assert scores.macro_recall == pytest.approx((1 + 0.8) / 2)


def test_nothing_has_no_measures() -> None:
    scores = class_scores(np.zeros((2, 2), np.int64))
    assert np.isnan([scores.accuracy, scores.macro_precision, scores.macro_recall, scores.macro_f1]).all()
    assert np.isnan(value_scores(np.array([]), np.array([])).rmse)


def test_shares_of_a_row() -> None:
    assert row_shares(np.array([[1, 3], [0, 0]])).tolist() == [[0.25, 0.75], [0, 0]]


def test_the_measures_of_values() -> None:
    scores = value_scores(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.5, 2.0]))
    assert scores.rmse == pytest.approx(np.sqrt(1.25 / 3))
    assert scores.mae == pytest.approx(0.5)
    assert scores.bias == pytest.approx(-0.5 / 3)
    assert scores.r2 == pytest.approx(1 - 1.25 / 2)


@pytest.mark.parametrize("truth", [2.0, 0.1])
@pytest.mark.parametrize(("error", "r2"), [(0.0, 1.0), (0.5, 0.0)])
def test_constant_values_explain_nothing(truth: float, error: float, r2: float) -> None:
    """Also where the mean of equal numbers is not quite that number, as that of three times 0.1."""
    assert value_scores(np.full(3, truth), np.full(3, truth + error)).r2 == r2


def test_outputs_too_large_to_be_squared_are_infinitely_far_off() -> None:
    scores = value_scores(np.array([1.0, 2.0]), np.array([1e160, -1e160]))
    assert (scores.rmse, scores.r2) == (np.inf, -np.inf)
    assert (scores.mae, scores.bias) == (1e160, 0)


def test_the_worst_come_first_and_what_is_no_number_before() -> None:
    losses = np.array([0.1, 3.0, np.nan, 0.5, 3.0])
    assert worst_first(losses).tolist() == [2, 1, 4, 3, 0]
    assert worst_first(losses, 2).tolist() == [2, 1]


# On a trainer

KINDS = {
    "two classes": {"data": {"kind": "circle", "test_fraction": 0.1}},
    "four classes": {"data": {"kind": "blobs", "classes": 4}, "loss": {"kind": "mse"}},
    "images": {"data": {"kind": "digits", "samples": 200, "validation_fraction": 0.0}},
    "values": {"data": {"kind": "bumps"}},
}


def trained(name: str) -> Trainer:
    trainer = Trainer(ExperimentConfig.model_validate({**KINDS[name], "epochs": 3}))
    list(trainer.run())
    return trainer


@pytest.mark.parametrize("name", list(KINDS))
def test_a_verdict_says_what_the_report_says(name: str) -> None:
    trainer = Trainer(ExperimentConfig.model_validate({**KINDS[name], "epochs": 3}))
    report = list(trainer.run())[-1]
    found = verdict(trainer, "training")
    assert found.losses.mean() == pytest.approx(report.train.loss, rel=1e-4)
    if trainer.data.task.kind == "regression":
        r2 = value_scores(found.truth[:, 0], found.outputs[:, 0]).r2
        assert r2 == pytest.approx(report.train.accuracy, rel=1e-4)
    else:
        counts = confusion(found.truth, found.given, len(trainer.data.task.classes))
        assert class_scores(counts).accuracy == pytest.approx(report.train.accuracy)


def test_only_parts_with_examples_are_named() -> None:
    assert tuple(trained("two classes").data.parts) == ("training", "validation", "test")
    data = trained("images").data
    assert tuple(data.parts) == ("training",)
    assert judged_first(data) == "training"
    assert data.part("training") is data.train


def test_a_verdict_is_shared_until_the_weights_change() -> None:
    trainer = trained("two classes")
    first = verdict(trainer, "test")
    assert verdict(trainer, "test") is first
    assert verdict(trainer, "validation") is not first
    trainer.set_parameter(0, 0, 0, 5.0)
    assert verdict(trainer, "test") is not first


def test_no_more_than_so_many_are_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ffnn_gui.insight.verdict.MOST", 20)
    found = verdict(trained("two classes"), "training")
    assert len(found.given) == len(found.losses) == len(found.truth) == 20 < found.of
    assert MOST == 10_000
