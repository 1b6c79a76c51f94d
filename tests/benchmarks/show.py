"""Shows our window ("ours"), or an empty one of pyqtgraph ("empty"), once, and says when it stood and what it took."""

import gc
import json
import sys
import time

SIZE = (1600, 900)


def ours():  # type: ignore[no-untyped-def]
    """Our window with the default experiment, started as the command line starts it."""
    gc.disable()
    from ffnn_gui.app import create_app, create_window

    app = create_app()
    return app, create_window()


def empty():  # type: ignore[no-untyped-def]
    """A main window with one empty plot."""
    import pyqtgraph
    from PySide6.QtWidgets import QMainWindow

    app = pyqtgraph.mkQApp()
    window = QMainWindow()
    window.setCentralWidget(pyqtgraph.PlotWidget())
    return app, window


def main() -> None:
    """Show it, wait until it is painted, and print the answer."""
    app, window = {"ours": ours, "empty": empty}[sys.argv[1]]()
    window.resize(*SIZE)
    window.show()
    while not window.windowHandle().isExposed():
        app.processEvents()
    app.processEvents()
    shown, used = time.perf_counter(), time.process_time()
    import psutil

    resident = psutil.Process().memory_info().rss
    # Also what comes after the first picture: the data are prepared, the plots drawn.
    while time.perf_counter() < shown + 1.5:
        app.processEvents()
        time.sleep(0.01)
    settled = psutil.Process().memory_info().rss
    print(json.dumps({"shown": shown, "used": used, "resident": resident, "settled": settled}), flush=True)
    window.close()


if __name__ == "__main__":
    main()
