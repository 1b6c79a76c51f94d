"""What a person is told when something breaks that should not: what happened, why, and what to do about it."""


def told(what: str, error: Exception, advice: str) -> str:
    """Sentences for an error; `what` is the beginning of the first one."""
    if isinstance(error, MemoryError):
        return f"{what}: there is not enough memory. Choose fewer units, fewer samples or smaller batches."
    reason = str(error).strip().rstrip(".") or type(error).__name__
    return f"{what}: {reason}. {advice}"
