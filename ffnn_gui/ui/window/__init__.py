"""The parts of the main window that are neither a panel nor a plot: docks, menus, notices, files, keyboard, layout."""
