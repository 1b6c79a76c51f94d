"""What can go wrong with a file that somebody brings: one sentence that says what and where, and what to do.

Whatever is wrong with a file or a disk, callers need to catch nothing else but `Cancelled`.
"""

import errno
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST_NAME = 60
REASONS = {
    errno.ENOENT: ("There is no such file or folder.", "Check the name."),
    errno.EACCES: ("You are not allowed to read it.", "Change its permissions, or choose another file."),
    errno.EPERM: ("You are not allowed to read it.", "Change its permissions, or choose another file."),
    errno.EISDIR: ("It is a folder.", "Choose a file, or a folder of images with one sub-folder a class."),
    errno.ELOOP: ("It is a link that leads nowhere.", "Choose the file or folder itself."),
    errno.ENAMETOOLONG: ("Its name is too long.", "Choose another file."),
    errno.EIO: ("The disk reports an error.", "Copy the file elsewhere and try again."),
}


class ImportProblem(Exception):
    """A file cannot be imported; the message, `what` and then `advice`, is meant for the user.

    `named` says that it names the file already; `choices` are the columns or arrays that one could choose instead.
    """

    def __init__(self, what: str, advice: str = "", *, named: bool = False, choices: Iterable[str] = ()) -> None:
        super().__init__(f"{what} {advice}".strip())
        self.what, self.advice, self.named, self.choices = what, advice, named, tuple(choices)


class Cancelled(Exception):
    """The person does not want the import any longer; raised by the progress callback."""


def shown(text: str, longest: int = LONGEST_NAME) -> str:
    """A name from a stranger's file as it may stand in a sentence: printable, on one line, not too long."""
    plain = "".join(sign if sign.isprintable() else "·" for sign in text[: longest + 1])
    return f"{plain[: longest - 1]}…" if len(plain) > longest else plain


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Within it, what goes wrong becomes an ImportProblem that names the file; the innermost file counts."""
    try:
        yield
    except ImportProblem as problem:
        if problem.named:
            raise
        what = f"“{shown(path.name)}” cannot be imported. {problem.what}"
        advice = problem.advice or "Choose another file."
        raise ImportProblem(what, advice, named=True, choices=problem.choices) from problem
    except MemoryError as error:
        what = f"“{shown(path.name)}” cannot be imported. It needs more memory than there is."
        raise ImportProblem(what, "Choose a smaller file, or fewer examples.", named=True) from error
    except (OSError, EOFError, ValueError, ArithmeticError, zlib.error) as error:
        what, advice = reason(error)
        raise ImportProblem(f"“{shown(path.name)}” cannot be imported. {what}", advice, named=True) from error


def reason(error: Exception) -> tuple[str, str]:
    """What an error of the system or of a library means, and what to do about it."""
    number = error.errno if isinstance(error, OSError) else None
    if number in REASONS:
        return REASONS[number]
    text = shown(str(error).strip().rstrip(".")) or type(error).__name__
    return f"It is damaged, or not what its name says: {text}.", "Get the file once more, or choose another."
