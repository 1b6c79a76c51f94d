"""Bringing data in: a dialogue that shows what a file holds, and how it is read, before anything is replaced."""
