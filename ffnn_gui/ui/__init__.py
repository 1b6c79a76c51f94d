"""The window and everything in it: views that show state and emit what a person wants.

A view never writes the config; it emits intent and is refreshed when the config has changed.
"""
