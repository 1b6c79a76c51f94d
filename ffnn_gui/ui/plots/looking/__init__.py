"""The views of the data before anything is learned: points, images by class, balance of classes, ranges of inputs."""
