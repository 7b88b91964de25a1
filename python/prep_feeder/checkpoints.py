"""The checkpoint to go on from, where a run may have been killed while it wrote one."""
from __future__ import annotations

import os
import re
from pathlib import Path

from ._files import read_json
from ._loader import read_state

__all__ = ["last_checkpoint"]

_NAME = re.compile(r"checkpoint-(\d+)")


def last_checkpoint(folder: str | os.PathLike[str]) -> str | None:
    """The newest whole ``checkpoint-N`` in a trainer's output folder; None where there is none.

    A checkpoint is whole if it has ``trainer_state.json``, which transformers writes last: one that
    the run was killed in has not, or not all of it. ``transformers.trainer_utils.get_last_checkpoint``
    takes the newest as it is.

    Raises:
        StateError: The newest whole checkpoint holds no place in the data, so that no run with a
            feeder has saved it.
    """
    try:
        found = [entry for entry in Path(folder).iterdir() if _NAME.fullmatch(entry.name)]
    except FileNotFoundError:
        return None
    for checkpoint in sorted(found, key=_update, reverse=True):
        try:
            read_json(checkpoint / "trainer_state.json")
        except (OSError, ValueError):
            continue
        read_state(checkpoint)
        return str(checkpoint)
    return None


def _update(checkpoint: Path) -> int:
    return int(checkpoint.name.rpartition("-")[2])
