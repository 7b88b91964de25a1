"""A split of a data set, row by row."""
from __future__ import annotations

import json
import operator
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy

from .errors import DataError, OptionError

__all__ = ["PrepDataset"]


class PrepDataset:
    """The rows of a split as numpy arrays, in the order of the shards.

    `ds[i]` is a dictionary of `input_ids`, `labels` (-100 where nothing is trained, the first
    token of each segment included), `position_ids`, each int32 [row_length], and
    `segment_lengths`, int32 [segments], padding left out.
    """

    def __init__(self, path: str | os.PathLike[str], split: str = "train") -> None:
        self.path = os.fspath(path)
        self.split = split
        self.manifest: dict[str, Any] = _read_manifest(self.path)
        splits = {entry["name"]: entry for entry in self.manifest["splits"]}
        if split not in splits:
            raise OptionError(
                f"{self.path} has no split {split!r}; it has: {', '.join(splits)}")
        self._count = int(splits[split]["rows"])
        self._rows: Any = None
        self._process = 0

    @property
    def row_length(self) -> int:
        return int(self.manifest["row_length"])

    @property
    def pad_token_id(self) -> int:
        return int(self.manifest["pad_token"])

    @property
    def id(self) -> str:
        """The data set's id: the same for the same rows."""
        return str(self.manifest["dataset_id"])

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> dict[str, numpy.ndarray[Any, Any]]:
        row = operator.index(index)
        if row < 0:
            row += self._count
        if not 0 <= row < self._count:
            raise IndexError(f"row {index} of {self._count}")
        from .feeder import Feeder

        if self._rows is None or self._process != os.getpid() or self._rows._step != row:
            self._rows = Feeder(
                self.path, 1, split=self.split, shuffle="off", framework="numpy", dtype="int32",
                skip=row, slots=2)
            self._process = os.getpid()
        batch = self._rows._next()
        columns = {
            name: batch[name][0] for name in ("input_ids", "labels", "position_ids")}
        starts = numpy.flatnonzero(columns["position_ids"] == 0)
        lengths = numpy.diff(numpy.append(starts, self.row_length)).astype(numpy.int32)
        last = columns["input_ids"][starts[-1]:]
        if (last == self.pad_token_id).all():
            lengths = lengths[:-1]
        columns["segment_lengths"] = lengths
        return columns

    def __iter__(self) -> Iterator[dict[str, numpy.ndarray[Any, Any]]]:
        for row in range(len(self)):
            yield self[row]

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_rows": None, "_process": 0}

    def __repr__(self) -> str:
        return f"PrepDataset({self.path!r}, split={self.split!r}): {len(self)} rows"


def _read_manifest(path: str) -> dict[str, Any]:
    try:
        manifest = json.loads((Path(path) / "manifest.json").read_bytes())
    except OSError as error:
        raise DataError(f"{path} is no data set: {error}") from None
    except ValueError as error:
        raise DataError(f"{path}/manifest.json is no JSON: {error}") from None
    if manifest.get("format") != "prep data set" or manifest.get("version") != 1:
        raise DataError(f"{path}/manifest.json is not the manifest of a prep data set, version 1")
    return dict(manifest)
