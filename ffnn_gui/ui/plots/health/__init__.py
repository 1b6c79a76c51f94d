"""The parts of the layer health strip: what is measured, how it is written, where it stands, how it is painted."""
