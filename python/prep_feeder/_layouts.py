"""The forms of a batch that trainers ask for, as columns of a slab."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import _library as native
from ._slabs import Column, Slabs

__all__ = ["LAYOUTS", "byte_count", "layout_of"]

_ALIGNMENT = 256
Build = Callable[[Any, native.Batch], dict[str, Any]]


def _plain(info: native.Info, dtype: str, slabs: Slabs) -> Build:
    shape = (int(info.row_count), int(info.row_length))
    views = slabs.views([
        Column(dtype, int(info.input_ids_offset), shape),
        Column(dtype, int(info.labels_offset), shape),
        Column(dtype, int(info.position_ids_offset), shape),
        Column(dtype, int(info.attention_mask_offset), shape),
    ], int(info.batch_byte_count))

    def build(slab: Any, batch: native.Batch) -> dict[str, Any]:
        ids, labels, positions, mask = views(slab)
        return {
            "input_ids": ids, "labels": labels, "attention_mask": mask, "position_ids": positions}

    return build


def _padding_free(info: native.Info, dtype: str, slabs: Slabs) -> Build:
    count = int(info.row_count * info.row_length)
    views = slabs.views([
        Column(dtype, int(info.input_ids_offset), (1, count)),
        Column(dtype, int(info.labels_offset), (1, count)),
        Column(dtype, int(info.position_ids_offset), (1, count)),
        Column("int32", int(info.segment_numbers_offset), (1, count)),
        Column("int32", int(info.segment_starts_offset), (count + 1,)),
    ], int(info.batch_byte_count))
    first = slabs.first

    def build(slab: Any, batch: native.Batch) -> dict[str, Any]:
        ids, labels, positions, numbers, starts = views(slab)
        bounds = first(starts, batch.segment_count + 1)
        longest = batch.longest_segment
        return {
            "input_ids": ids,
            "labels": labels,
            "position_ids": positions,
            "cu_seq_lens_q": bounds,
            "cu_seq_lens_k": bounds,
            "max_length_q": longest,
            "max_length_k": longest,
            "seq_idx": numbers,
        }

    return build


_COMMON = native.INPUT_IDS | native.LABELS | native.POSITION_IDS
LAYOUTS: dict[str, tuple[int, Callable[[native.Info, str, Slabs], Build]]] = {
    "plain": (_COMMON | native.ATTENTION_MASK, _plain),
    "padding_free": (_COMMON | native.SEGMENT_NUMBERS | native.SEGMENT_STARTS, _padding_free),
}


def layout_of(name: str, info: native.Info, dtype: str, slabs: Slabs) -> Build:
    """What makes a dictionary of a slab and what the library said of it."""
    return LAYOUTS[name][1](info, dtype, slabs)


def byte_count(name: str, dtype: str, token_count: int) -> int:
    """Bytes of a batch of so many tokens, as the library lays it out."""
    columns = LAYOUTS[name][0]
    total = 0
    for bit in (1, 2, 4, 8, 16, 32):
        if columns & bit:
            wide = dtype == "int64" and bit < native.SEGMENT_NUMBERS
            elements = token_count + (bit == native.SEGMENT_STARTS)
            total += -(-elements * (8 if wide else 4) // _ALIGNMENT) * _ALIGNMENT
    return total
