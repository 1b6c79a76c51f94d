"""Runs a script of this folder in a process of its own: a fresh interpreter, its own home, an answer in JSON."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def answer_of(script: str, *arguments: str, options: tuple[str, ...] = (), timeout: float = 600) -> dict[str, Any]:
    """What the script printed last, and the moment it was started, as `started` on the clock of `perf_counter`.

    That clock counts from the start of the machine, in all processes alike. Raises AssertionError with what the script
    wrote when it failed.
    """
    command = [sys.executable, *options, str(HERE / script), *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    # As on a person's machine, where a second start finds the bytecode of the first.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=environment, check=False)
    assert done.returncode == 0, f"{script} failed:\n{done.stdout}\n{done.stderr}"
    return {**json.loads(done.stdout.splitlines()[-1]), "started": started, "messages": done.stderr}
