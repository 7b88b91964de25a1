"""What can go wrong, as exceptions."""
from __future__ import annotations

import re

__all__ = [
    "FeederError", "OptionError", "StateError", "DataError", "AllLeasedError", "ClosedError",
    "ForkedError", "MismatchError",
]


class FeederError(Exception):
    """The base of all errors of this package.

    Where a row could not be read, `shard`, `block` (in the shard) and `row` (in the split) say
    which; elsewhere they are None.
    """

    shard: str | None = None
    block: int | None = None
    row: int | None = None


class OptionError(FeederError, ValueError):
    """An option or a call makes no sense."""


class StateError(OptionError):
    """A saved state is of a feeder of another order, or of none."""


class DataError(FeederError, OSError):
    """A data set cannot be read, or the system refused something."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class AllLeasedError(FeederError):
    """All slots of the ring are leased."""


class ClosedError(FeederError):
    """The feeder was closed."""


class ForkedError(FeederError):
    """The feeder belongs to another process."""


class MismatchError(FeederError):
    """The data set was made for another vocabulary, template, pad token or model."""


_PLACE = re.compile(r"row (\d+) \(block (\d+) of ([^)]*)\)")


def with_place(error: FeederError) -> FeederError:
    """The same error with the shard, block and row that its text names."""
    place = _PLACE.search(str(error))
    if place:
        error.row, error.block, error.shard = int(place[1]), int(place[2]), place[3]
    return error
