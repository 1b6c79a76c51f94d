"""Where the shipped examples come from: `python -m tests.session.make_examples` writes their files anew."""

from typing import Any

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.resources import resource
from ffnn_gui.session import Session, write_session

HE = {"activation": "relu", "init": "he_normal"}

FLIPPED = """Flipped digits: augmentation that breaks labels
Flip 1 mirrors every image that training sees, and a mirrored 2 or 7 is no 2 or 7. Press Play: both accuracies, \
which are of the digits as they were written, stay below one half. Then set Flip to 0 in Data, Augmentation, while it \
trains: within a few epochs nearly all digits are right. Shift 1 and Rotate 10 would have done no harm.
Page: augmented
Speed: 100"""

ZIG_ZAG = """Badly scaled inputs: the path that zig-zags
x₂ is twenty times as large as x₁, and nothing is normalized. Press Play: on the left the path leaps from one \
side of a narrow valley to the other, and the loss with it; on the right, with the same rate, it walks straight down. \
Choose Standard under Data, Normalization, reset, and press Play again: the loss now falls evenly.
Page: loss_contours
Speed: 5"""

DYING = """Dying ReLUs: a learning rate that is too high
The first updates are so large that every unit of the last hidden layer ends below 0 for all inputs: no gradient comes \
through, and no training brings them back. Press Play and watch them go out in the network, within the first few \
updates. Then reset with a learning rate of 0.1, or with Leaky ReLU, and choose a higher speed.
Page: network
Speed: 1"""

EXAMPLES: dict[str, tuple[str, dict[str, Any]]] = {
    "dying-relus": (
        DYING,
        {
            "data": {"kind": "circle"},
            "network": {"hidden": [{"units": 8, **HE}] * 3},
            "optimizer": "gd",
            "learning_rate": {"base": 3.0},
            "batching": {"size": 32},
            "epochs": 200,
        },
    ),
    "flipped-digits": (
        FLIPPED,
        {
            "data": {"kind": "digits", "augmentation": {"flip": 1.0}},
            "network": {"hidden": [{"units": 32, **HE}]},
            "optimizer": "adam",
            "learning_rate": {"base": 0.01},
            "batching": {"size": 64},
            "seed": 1,
            "epochs": 2000,
        },
    ),
    "zig-zag": (
        ZIG_ZAG,
        {
            "data": {"kind": "stretched", "stretch": 20.0},
            "network": {"hidden": []},
            "optimizer": "gd",
            "learning_rate": {"base": 0.25},
            "batching": "full",
            "epochs": 400,
        },
    ),
}


def session(name: str) -> Session:
    """An example as it is shipped: not trained yet."""
    notes, raw = EXAMPLES[name]
    return Session(ExperimentConfig.model_validate(raw), notes=notes)


def main() -> None:
    """Write all files."""
    for name in EXAMPLES:
        write_session(resource("examples") / f"{name}.ffnn", session(name))


if __name__ == "__main__":
    main()
