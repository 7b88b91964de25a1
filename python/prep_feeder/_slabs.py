"""Memory for whole batches, which numpy or torch own, and the columns seen in it.

A slab is lent to the feeder, filled by its thread, and handed over as the columns of a batch: they
share it, and it is freed with the last of them.
"""
from __future__ import annotations

from typing import Any, Protocol

import numpy

__all__ = ["NumpySlabs", "Slabs", "TorchSlabs"]


class Slabs(Protocol):
    """How a framework makes slabs and looks into them."""

    def allocate(self, byte_count: int) -> tuple[Any, int]:
        """A new slab and its address, aligned to 16."""
        ...

    def column(self, slab: Any, dtype: str, offset: int, shape: tuple[int, ...]) -> Any:
        """The `shape` elements from byte `offset` on."""
        ...


class NumpySlabs:
    def allocate(self, byte_count: int) -> tuple[Any, int]:
        slab = numpy.empty(byte_count, numpy.uint8)
        return slab, slab.ctypes.data

    def column(self, slab: Any, dtype: str, offset: int, shape: tuple[int, ...]) -> Any:
        return numpy.ndarray(shape, dtype, slab, offset)


class TorchSlabs:
    """Slabs of torch, on the processor or on a device."""

    def __init__(self, torch: Any, device: Any = None) -> None:
        self._empty, self._int64, self._int32 = torch.empty, torch.int64, torch.int32
        self._device = device

    def allocate(self, byte_count: int) -> tuple[Any, int]:
        slab = self._empty(byte_count // 8, dtype=self._int64, device=self._device)
        return slab, slab.data_ptr()

    def column(self, slab: Any, dtype: str, offset: int, shape: tuple[int, ...]) -> Any:
        strides = (shape[1], 1) if len(shape) == 2 else (1,)
        if dtype == "int64":
            return slab.as_strided(shape, strides, offset // 8)
        return slab.view(self._int32).as_strided(shape, strides, offset // 4)
