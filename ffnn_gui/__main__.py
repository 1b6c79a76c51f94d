"""`python -m ffnn_gui` does what the command `ffnn-gui` does.

Both go through `cli.main`, whose result is the exit code.
"""

import sys

from ffnn_gui.cli import main

if __name__ == "__main__":
    sys.exit(main())
