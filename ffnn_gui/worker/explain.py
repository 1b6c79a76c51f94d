"""What a person is told when something breaks in the worker: what happened, and what to do about it."""


def unprepared(error: Exception) -> str:
    """The data or the network could not be made."""
    return _told("The data or the network could not be prepared", error, "Undo the last change, or choose other data.")


def interrupted(error: Exception) -> str:
    """A step of the training, or a live change, broke off."""
    advice = "The network is kept: change a setting and press play, or reset."
    return _told("Training stopped because of an error", error, advice)


def unseen(name: str, error: Exception) -> str:
    """A probe failed."""
    advice = "It stays out until the next reset; training goes on."
    return _told(f"The picture “{name}” could not be computed", error, advice)


def _told(what: str, error: Exception, advice: str) -> str:
    if isinstance(error, MemoryError):
        return f"{what}: there is not enough memory. Choose fewer units, fewer samples or smaller batches."
    reason = str(error).strip().rstrip(".") or type(error).__name__
    return f"{what}: {reason}. {advice}"
