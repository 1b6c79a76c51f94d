"""The picture of the network: where things stand, what is read and painted, and what one can do in it."""
