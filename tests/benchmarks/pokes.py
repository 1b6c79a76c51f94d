"""How long input waits: another process sends the moment of each poke, and the window says how late it got there.

The sender is a process of its own, so that it needs no lock of the window's interpreter; a poke reaches the window
through the event loop, as a click does, and is dealt with in Python.
"""

import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier

MOMENT = struct.Struct("d")
SENDER = Path(__file__).with_name("sender.py")


class Pokes(QObject):
    """Waits since the last `begin`, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(20)
            port = server.getsockname()[1]
            self._sender = subprocess.Popen([sys.executable, "-S", str(SENDER), str(port)])
            self._connection, _ = server.accept()
        self._notifier = QSocketNotifier(self._connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._take)

    def begin(self) -> None:
        """Forget the waits so far."""
        self.waits = []

    def stop(self) -> None:
        """No more pokes."""
        self._notifier.setEnabled(False)
        self._connection.close()
        self._sender.wait()

    def _take(self) -> None:
        now, received = time.perf_counter(), self._connection.recv(4096)
        self.waits += [now - sent for (sent,) in MOMENT.iter_unpack(received)]
