"""A feeder for evaluation."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ._options import Path
from .errors import OptionError
from .feeder import Feeder

__all__ = ["validation"]


def validation(
    path: Path | Sequence[Path], batch_size: int, *, split: str = "validation", **options: Any
) -> Feeder:
    """A feeder that serves every row of a split once, in the order of the shards.

    The last batch is filled up with rows of padding, whose labels are all -100. Each ``iter``
    begins with the first row. `options` are those of `Feeder`, ``rank`` and ``world_size`` too.
    """
    fixed: dict[str, Any] = {"shuffle": "off", "tail": "pad", "restarts": True}
    for name, value in fixed.items():
        if options.get(name, value) != value:
            raise OptionError(f"{name}: a validation feeder has {value!r}")
    return Feeder(path, batch_size, split=split, **{**options, **fixed})
