"""What callers give, as what the library takes: refused where it would be cut or wrapped."""
from __future__ import annotations

import operator
import os
import re
from collections.abc import Iterable, Sequence
from typing import Any

from .errors import DataError, OptionError

__all__ = ["Path", "absolute", "choice", "memory_for", "paths_of", "split_name", "weights_of", "whole"]

Path = str | os.PathLike[str]

#: Rows in a cycle of a mixture, which weights may add up to.
CYCLE_LIMIT = 1_048_576
_SPLIT = re.compile(r"[a-z][a-z0-9_-]{0,15}")


def whole(name: str, number: Any, least: int, most: int) -> int:
    """`number` as an int.

    Raises:
        OptionError: It is no whole number, or not within `least` and `most`.
    """
    try:
        found = operator.index(number)
    except TypeError:
        raise OptionError(f"{name}: expected a whole number, found {number!r}") from None
    if not least <= found <= most:
        raise OptionError(f"{name}: expected {least} to {most}, found {found}")
    return found


def choice(name: str, value: Any, choices: Iterable[str]) -> None:
    if value not in tuple(choices):
        raise OptionError(f"{name}: expected {', '.join(choices)}, found {value!r}")


def split_name(name: Any) -> str:
    if not isinstance(name, str) or not _SPLIT.fullmatch(name):
        raise OptionError(
            f"split: expected a name of 1 to 16 of a-z, 0-9, _ and -, a letter first, found {name!r}")
    return name


def absolute(name: str, path: Any) -> str:
    """The same place after the process has changed its directory."""
    try:
        text = os.fsdecode(path)
    except TypeError:
        raise OptionError(f"{name}: expected the path of a data set, found {path!r}") from None
    try:
        return os.path.abspath(text)
    except OSError as error:
        raise DataError(f"{name}: {text!r} belongs to a working directory that is gone: {error}") \
            from None


def paths_of(name: str, given: Any) -> list[str]:
    """The absolute paths of one data set or several."""
    if isinstance(given, (str, bytes, os.PathLike)):
        return [absolute(name, given)]
    try:
        paths = list(given)
    except TypeError:
        raise OptionError(f"{name}: expected a data set or several, found {given!r}") from None
    if not paths:
        raise OptionError(f"{name}: expected a data set, found none")
    return [absolute(name, path) for path in paths]


def weights_of(given: Sequence[int] | None, count: int) -> list[int] | None:
    """The weights of `count` data sets."""
    if given is None:
        return None
    try:
        found = list(given)
    except TypeError:
        found = []
    if len(found) != count:
        raise OptionError(f"weights: expected {count} numbers from 1, found {given!r}")
    weights = [whole("weights", weight, 1, CYCLE_LIMIT) for weight in found]
    if sum(weights) > CYCLE_LIMIT:
        raise OptionError(
            f"weights: expected a sum of at most {CYCLE_LIMIT}, found {sum(weights)}; what counts "
            "is their ratio")
    return weights


def memory_for(slots: int, byte_count: int) -> None:
    """Refuses a ring that the machine has no memory for: the thread that filled it would be killed.

    The limit of a control group is not looked at here; the library does where the ring is its own.
    """
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            fields = dict(line.split(":", 1) for line in file)
        available = int(fields["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return
    if slots * byte_count > available:
        raise OptionError(
            f"batch_size, slots: the ring takes {slots * byte_count} bytes ({slots} slots of "
            f"{byte_count}), and {available} bytes of memory are available: choose a smaller batch "
            "or fewer slots")
