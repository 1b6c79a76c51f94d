"""The base of every config class: a frozen, strictly validated value that can be compared, copied and written as JSON.

Behaviour may live on a config (an optimizer knows how to update); state never does, so that a config can be swapped
while training runs and its state kept.
"""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Config(BaseModel):
    """A frozen model that refuses unknown fields, wrong types, NaN and infinity."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, defer_build=True)

    @property
    def idle(self) -> frozenset[str]:
        """Fields that have no effect with the values that others have: forms leave them out until they have."""
        return frozenset()

    @classmethod
    def default(cls, **known: Any) -> Self:
        """The defaults, but for what is known; not validated, since what the program itself declares needs no check.

        Validators are built when a first value is checked, which takes up to 0.1 s for all: the start does without.
        """
        return cls.model_construct(**known)  # type: ignore[return-value]  # pydantic.mypy says: a Config, whatever cls is
