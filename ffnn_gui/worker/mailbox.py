"""Commands from the GUI thread to the worker, first in, first out, looked at between two batches.

A queued signal would never reach a running loop; a look at an empty deque costs 30 ns.
"""

from collections import deque
from collections.abc import Callable

from ffnn_gui.worker.commands import Command, Load


class Mailbox:
    """A queue that any thread may post to; `wake` is called after each posting.

    Attributes: commands: the queue itself, so that the loop's look costs no call; newest: the id of the newest run
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self.commands: deque[Command] = deque()
        self.newest = 0
        self._wake = wake

    def post(self, command: Command) -> None:
        """Put a command in. A `Load` makes its run the newest at once, also for what is still waiting."""
        if isinstance(command, Load):
            self.newest = command.run_id
        self.commands.append(command)
        self._wake()

    def take(self) -> Command | None:
        """The next command, or None."""
        return self.commands.popleft() if self.commands else None
