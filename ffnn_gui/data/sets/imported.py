"""Imported data: a table or arrays of one's own, a class or a value to predict from any number of features."""

from typing import ClassVar, Literal

from ffnn_gui.data.sets.from_file import FromFile


class Imported(FromFile):
    """Examples with a number for each feature."""

    kind: Literal["imported"] = "imported"
    label: ClassVar[str] = "Imported data"
    help: ClassVar[str] = "Data of your own, from a file: File, Import data."
    order: ClassVar[float] = 20
