"""Augmentation: each epoch the network sees the training examples changed at random in ways that keep their labels.

So a few examples stand for many, and the network cannot learn them by heart. What it is judged by stays as it is.
"""

from ffnn_gui.data.augmentation.base import Augmentation, Hazard, Stage
from ffnn_gui.data.augmentation.images import ImageAugmentation
from ffnn_gui.data.augmentation.points import FeatureAugmentation, PointAugmentation

__all__ = ["Augmentation", "FeatureAugmentation", "Hazard", "ImageAugmentation", "PointAugmentation", "Stage"]
