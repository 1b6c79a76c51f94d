"""The parts of the plots that judge answers: which examples are judged, the matrix, and the examples of a cell."""
