"""What the operating system's errors mean to a person who wants to save or open a file, and what to do about them."""

import errno

from ffnn_gui.session.errors import SessionError

FULL = ("There is no room left on the disk.", "Free some space, or save elsewhere.")
FORBIDDEN = ("The file or its folder does not allow it.", "Choose another folder, or change its permissions.")
SENTENCES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: ("The file would be larger than this disk or account allows.", "Save elsewhere."),
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
    errno.EROFS: ("The disk can only be read.", "Choose another disk."),
    errno.ENOENT: ("There is no such file or folder.", "Check the name."),
    errno.ENOTDIR: ("A part of its path is a file, not a folder.", "Check the name."),
    errno.EISDIR: ("It is a folder, not a file.", "Choose a file's name."),
    errno.ENAMETOOLONG: ("Its name is too long.", "Choose a shorter one."),
    errno.ELOOP: ("It is a link that leads back to itself.", "Choose another file."),
    errno.EIO: ("The disk reports an error.", "Save elsewhere, and check the disk."),
}


def human(error: OSError | ValueError) -> SessionError:
    """A sentence for an error of the system (a ValueError is a path with a null character in it)."""
    number = error.errno if isinstance(error, OSError) else None
    if number in SENTENCES:
        return SessionError(*SENTENCES[number])
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return SessionError(f"The system says: {reason}.", "Try again, or choose another place.")
