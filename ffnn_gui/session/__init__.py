"""Session files and the store: what is open, how it is edited and undone, how it is kept on disk.

Everything but `session.store` works without Qt, so that the command line trains sessions without it.
"""

from ffnn_gui.session.document import Opened, Session
from ffnn_gui.session.errors import SessionError
from ffnn_gui.session.files import read_session, write_session

__all__ = ["Opened", "Session", "SessionError", "read_session", "write_session"]
