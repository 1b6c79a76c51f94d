"""Sends the moment it is to a local port every few milliseconds, in step with no timer, until nobody listens."""

import random
import socket
import struct
import sys
import time

SHORTEST, LONGEST = 0.003, 0.011  # seconds: 7 ms on average


def send(port: int) -> None:
    """Each moment is one double, on the clock of `perf_counter`."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while True:
            time.sleep(random.uniform(SHORTEST, LONGEST))
            try:
                connection.sendall(struct.pack("d", time.perf_counter()))
            except OSError:
                return


if __name__ == "__main__":
    send(int(sys.argv[1]))
