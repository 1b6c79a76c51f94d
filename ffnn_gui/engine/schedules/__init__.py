"""Learning-rate schedules: how the rate changes from epoch to epoch, as a factor on the base rate.

Each file is one formula; every schedule can begin with a linear warm-up.
"""

from typing import TYPE_CHECKING

from ffnn_gui.engine.schedules.base import Schedule
from ffnn_gui.schema import one_of

if TYPE_CHECKING:
    AnySchedule = Schedule
else:
    AnySchedule = one_of(__name__, Schedule, default="constant")

__all__ = ["AnySchedule", "Schedule"]
