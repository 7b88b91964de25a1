"""Batches copied to a CUDA device, on the stream that is current there."""
from __future__ import annotations

import ctypes
from typing import Any

from . import _library as native
from ._handle import SLICE_SECONDS, Handle
from ._slabs import Slabs, TorchSlabs
from .errors import OptionError

__all__ = ["Cuda", "DeviceHandle", "cuda_of"]


class Cuda:
    """A CUDA device as torch knows it."""

    def __init__(self, torch: Any, device: Any) -> None:
        self._torch = torch
        self.device = torch.device(device)
        # Makes the device's context, which must be current where the feeder is opened and used.
        with torch.cuda.device(self.device):
            torch.cuda.current_stream().synchronize()
            self.device = torch.device("cuda", torch.cuda.current_device())
        self.slabs: Slabs = TorchSlabs(torch, self.device)

    def current(self) -> Any:
        """A context manager in which the device's context is current."""
        return self._torch.cuda.device(self.device)

    def stream(self) -> int:
        """The stream that is current on the device."""
        return int(self._torch.cuda.current_stream(self.device).cuda_stream)


def cuda_of(torch: Any, device: Any) -> Cuda | None:
    """The CUDA device that `device` names; None for the processor."""
    if device is None or str(device) == "cpu":
        return None
    if torch is None:
        raise OptionError(f"device: {device} needs framework='torch'")
    try:
        kind = torch.device(device).type
    except (RuntimeError, TypeError) as error:
        raise OptionError(f"device: expected cpu or a CUDA device, found {device!r}: {error}") \
            from None
    if kind != "cuda":
        raise OptionError(f"device: expected cpu or a CUDA device, found {device}")
    return Cuda(torch, device)


class DeviceHandle(Handle):
    """Copies each batch to new memory of the device; nothing waits for the device."""

    def __init__(self, options: native.Options, byte_count: int, cuda: Cuda) -> None:
        self._cuda = cuda
        options.device = native.DEVICE_CUDA
        with cuda.current():
            super().__init__(options, byte_count, None)
        self._slab: Any = None

    def take(self, step: int) -> Any:
        batch = self.batch
        if batch.step != step:
            with self._cuda.current():
                slab, address = self._cuda.slabs.allocate(self._byte_count)
                self._slab = slab
                self._copy(address, self._cuda.stream())
        return self._slab

    def _copy(self, address: int, stream: int) -> None:
        reference = ctypes.byref(self.batch)
        while True:
            status = self._library.gf_next_into(
                self.pointer, address, stream, SLICE_SECONDS, reference)
            if status == native.OK:
                return
            if status != native.AGAIN:
                raise self.failure(status)
