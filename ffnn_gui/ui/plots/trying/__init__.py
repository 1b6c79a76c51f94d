"""The parts of the pad on which one tries the network out: what is drawn, where, and what the layers make of it."""
