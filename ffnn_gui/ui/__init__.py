"""The window and everything in it: views that show state and emit what a person wants.

A view never writes the config; it emits intent and is refreshed when the config has changed.
"""

import sys

# PySide6 reads the source of each module imported after it, in search of its own name, to know where its optional names
# (`from __feature__ import snake_case`) could be asked for. Nobody does that here, and "yes, it could be" is a safe
# answer for every module; without reading, the start is 0.08 s quicker. A PySide6 without this reads on.
_asks = vars(sys.modules.get("shibokensupport.feature", sys))
if "_mod_uses_pyside" in _asks:
    _asks["_mod_uses_pyside"] = lambda module: True
