"""The parts of the distributions plot: what is counted, and how each of its views is painted."""
