"""FFNN Playground: build a feed-forward network, press play, and watch it learn.

The package imports nothing here, so that `engine` and `data` work without Qt being installed.
"""

__version__ = "0.1.0"
