"""The forms of a batch that trainers ask for, as columns of a slab."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import _library as native
from ._slabs import Slabs

__all__ = ["LAYOUTS", "byte_count", "layout_of"]

_ALIGNMENT = 256
Build = Callable[[Any, native.Batch], dict[str, Any]]


def _plain(info: native.Info, dtype: str, slabs: Slabs) -> Build:
    shape = (int(info.row_count), int(info.row_length))
    ids, labels = int(info.input_ids_offset), int(info.labels_offset)
    mask, positions = int(info.attention_mask_offset), int(info.position_ids_offset)
    column = slabs.column

    def build(slab: Any, batch: native.Batch) -> dict[str, Any]:
        return {
            "input_ids": column(slab, dtype, ids, shape),
            "labels": column(slab, dtype, labels, shape),
            "attention_mask": column(slab, dtype, mask, shape),
            "position_ids": column(slab, dtype, positions, shape),
        }

    return build


def _padding_free(info: native.Info, dtype: str, slabs: Slabs) -> Build:
    shape = (1, int(info.row_count * info.row_length))
    ids, labels = int(info.input_ids_offset), int(info.labels_offset)
    positions, numbers = int(info.position_ids_offset), int(info.segment_numbers_offset)
    starts = int(info.segment_starts_offset)
    column = slabs.column

    def build(slab: Any, batch: native.Batch) -> dict[str, Any]:
        bounds = column(slab, "int32", starts, (batch.segment_count + 1,))
        longest = batch.longest_segment
        return {
            "input_ids": column(slab, dtype, ids, shape),
            "labels": column(slab, dtype, labels, shape),
            "position_ids": column(slab, dtype, positions, shape),
            "cu_seq_lens_q": bounds,
            "cu_seq_lens_k": bounds,
            "max_length_q": longest,
            "max_length_k": longest,
            "seq_idx": column(slab, "int32", numbers, shape),
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
