"""The parts of the picture of loss contours: the landscape with a path on it."""
