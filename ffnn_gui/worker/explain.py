"""What a person is told when something breaks in the worker: what happened, and what to do about it."""

from ffnn_gui.engine.trouble import told


def unprepared(error: Exception) -> str:
    """The data or the network could not be made."""
    return told("The data or the network could not be prepared", error, "Undo the last change, or choose other data.")


def interrupted(error: Exception) -> str:
    """A step of the training, or a live change, broke off."""
    advice = "The network is kept: change a setting and press play, or reset."
    return told("Training stopped because of an error", error, advice)


def unseen(name: str, error: Exception) -> str:
    """A probe failed."""
    advice = "It stays out until the next reset; training goes on."
    return told(f"The picture “{name}” could not be computed", error, advice)
