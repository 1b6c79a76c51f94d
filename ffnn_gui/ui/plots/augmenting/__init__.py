"""The parts of the picture of augmentation: what is seen, the wall of images, the cloud of points."""
