"""Rows without their padding, as plain columns: what other formats take."""
from __future__ import annotations

from typing import Any

import numpy

from .dataset import PrepDataset, Row

__all__ = ["COLUMNS", "record"]

#: The columns that a record may have.
COLUMNS = ("input_ids", "labels", "position_ids", "attention_mask", "seq_lengths")


def record(row: Row, columns: tuple[str, ...], padding: bool) -> dict[str, Any]:
    """`columns` of a row; with `padding` the row's whole length, the padding a sequence of its own."""
    lengths = row["segment_lengths"]
    length, count = len(row["input_ids"]), int(lengths.sum())
    if padding and count < length:
        lengths = numpy.append(lengths, numpy.int32(length - count))
    end = length if padding else count
    made: dict[str, Any] = {}
    for name in columns:
        if name == "seq_lengths":
            made[name] = lengths
        elif name == "attention_mask":
            made[name] = (numpy.arange(end) < count).astype(numpy.int32)
        else:
            made[name] = row[name][:end]
    return made


def ranges(dataset: PrepDataset) -> list[tuple[int, int]]:
    """The rows of each shard."""
    return [
        (int(shard["first_row"]), int(shard["first_row"]) + int(shard["rows"]))
        for shard in dataset.manifest["shards"]
        if shard["split"] == dataset.split
    ]
