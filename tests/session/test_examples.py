"""The shipped examples open, show what they say they show, and are what their recipe says."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.resources import resource
from ffnn_gui.session import SessionError, write_session
from ffnn_gui.session.examples import FACT, Example, example_in, examples
from tests.session.make_examples import EXAMPLES, session

FILES = sorted(resource("examples").glob("*.ffnn"))
AGAIN = "python -m tests.session.make_examples writes it anew"


def named(name: str) -> Example:
    return example_in(resource("examples", f"{name}.ffnn"))


def accuracies(config: ExperimentConfig, epochs: int) -> list[float]:
    """The validation accuracy after each epoch."""
    reports = Trainer(config.with_value("epochs", epochs)).run()
    return [report.validation.accuracy for report in reports if report.validation and report.validation.accuracy]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_example_is_an_untrained_session_that_says_what_it_shows(path: object) -> None:
    example = next(each for each in examples() if each.path == path)
    assert example.session.state is None
    assert 10 <= len(example.title) <= 60
    assert 80 <= len(example.text) <= 500
    assert not FACT.search(f"\n{example.text}")
    assert example.speed is None or example.speed > 0
    assert not {line for line in example.text.splitlines() if not line}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_what_its_recipe_says(name: str) -> None:
    found, recipe = named(name).session, session(name)
    assert (found.config, found.notes) == (recipe.config, recipe.notes), AGAIN


@pytest.mark.parametrize("speed", ["fast", "0", "0.5.5", "nan", "inf"])
def test_a_speed_that_is_none_is_refused(speed: str, tmp_path: Path) -> None:
    path = tmp_path / "one.ffnn"
    write_session(path, replace(examples()[0].session, notes=f"A title\nWords.\nSpeed: {speed}"))
    with pytest.raises(SessionError, match=f"“Speed: {speed}”.*updates a second"):
        example_in(path)


def test_flipped_digits_warn_and_are_not_learned() -> None:
    config = named("flipped-digits").session.config
    assert config.data.augments is not None
    assert "mirrored digit" in config.data.augments.warnings(config.data.label_hazards)[0]
    plain = accuracies(config.with_value("data.augmentation.flip", 0.0), 10)
    flipped = accuracies(config, 10)
    assert plain[-1] > 0.95
    assert max(flipped) < 0.6


def test_what_was_flipped_is_learned_within_a_few_epochs_of_unflipped_ones() -> None:
    config = named("flipped-digits").session.config.with_value("epochs", 20)
    trainer = Trainer(config)
    reports = trainer.run()
    for _ in range(8):
        next(reports)
    trainer.apply(config.with_value("data.augmentation.flip", 0.0))
    *_, last = reports
    assert last.validation is not None
    assert last.validation.accuracy is not None
    assert last.validation.accuracy > 0.93


def test_the_zig_zag_is_far_slower_than_with_normalization() -> None:
    config = named("zig-zag").session.config.with_value("epochs", 30)

    def last_loss(config: ExperimentConfig) -> float:
        with quiet():
            *_, last = Trainer(config).run()
        return last.train.loss

    assert last_loss(config) > 3 * last_loss(config.with_value("data.normalization", "standard"))


def test_a_whole_layer_of_relus_dies_in_the_first_epoch() -> None:
    config = named("dying-relus").session.config

    def alive(config: ExperimentConfig) -> int:
        """Units of the last hidden layer that answer any input, after three epochs."""
        trainer = Trainer(config.with_value("epochs", 3))
        list(trainer.run())
        outputs = trainer.data.train.X
        for layer in trainer.network.layers[:-1]:
            outputs = np.maximum(outputs @ layer.W + layer.b, 0)
        return int((outputs.max(axis=0) > 0).sum())

    assert alive(config) == 0
    assert alive(config.with_value("learning_rate.base", 0.1)) > 0
