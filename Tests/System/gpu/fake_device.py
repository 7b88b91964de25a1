"""The fake driver of Tests/FakeCUDA as check.py's device."""
from __future__ import annotations

import contextlib
import ctypes
import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy

import prep_feeder
import prep_feeder.feeder
from devices import columns, mappings, torch_batches
from prep_feeder._slabs import NumpySlabs


class Report(ctypes.Structure):
    """`fakecuda_report`."""

    _fields_ = [
        (name, ctypes.c_int64) for name in (
            "changed_sources", "unregistered_sources", "torn_kernels", "invalid_calls", "copies",
            "live_registrations", "live_events", "synchronizations")]


class StreamOrderedSlabs(NumpySlabs):
    """Slabs that last until the stream is drained: a copy to them may be under way when they are
    dropped, and torch gives device memory back in the order of the stream."""

    def __init__(self) -> None:
        self.live: list[Any] = []

    def allocate(self, byte_count: int) -> tuple[Any, int]:
        slab, address = super().allocate(byte_count)
        self.live.append(slab)
        return slab, address


class Fake:
    """The fake driver, with what `prep_feeder` knows a device by; time is counted in copies."""

    is_fake, name, device = True, "cuda", "fake"

    def __init__(self, library: str) -> None:
        self.library, self.slabs = library, StreamOrderedSlabs()
        driver = self.driver = ctypes.CDLL(library)
        driver.fakecuda_create_stream.restype = ctypes.c_void_p
        driver.fakecuda_drain.argtypes = [ctypes.c_void_p]
        driver.fakecuda_is_registered.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
        driver.cuMemHostRegister_v2.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_uint]
        driver.cuMemcpyHtoDAsync_v2.argtypes = [
            ctypes.c_uint64, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p]
        driver.fakecuda_reset()
        driver.fakecuda_make_current(1)
        driver.fakecuda_set_delay(0, 200, ctypes.c_uint64(1))
        self._stream = driver.fakecuda_create_stream()
        self._is_held = False
        prep_feeder.feeder.cuda_of = lambda torch, device: self if device else None

    def current(self) -> Any:
        return contextlib.nullcontext()

    def stream(self) -> int:
        return self._stream

    def report(self) -> Report:
        report = Report()
        self.driver.fakecuda_report_now(ctypes.byref(report))
        return report

    def title(self) -> str:
        return "the fake CUDA driver, which is no device"

    def facts(self) -> dict[str, Any]:
        return {}

    def options(self) -> dict[str, Any]:
        return {"framework": "numpy", "cuda_library": self.library}

    def mappings(self) -> list[tuple[int, int]]:
        return mappings()

    def is_pinned(self, address: int) -> bool:
        return bool(self.driver.fakecuda_is_registered(address, 8))

    def pinned_memory(self, byte_count: int) -> Any:
        memory = numpy.ones(byte_count, numpy.uint8)
        self.driver.cuMemHostRegister_v2(memory.ctypes.data, byte_count, 0)
        return memory

    def memory(self, byte_count: int) -> Any:
        return numpy.empty(byte_count, numpy.uint8)

    def copy(self, target: Any, source: Any, byte_count: int) -> None:
        status = self.driver.cuMemcpyHtoDAsync_v2(
            target.ctypes.data, source.ctypes.data, byte_count, self._stream)
        if status:
            raise RuntimeError(f"cuMemcpyHtoDAsync: {status}")

    def seconds(self, body: Callable[[], Any]) -> float:
        before = self.report().copies
        body()
        self.drain()
        return (self.report().copies - before) * 1e-3 or 1e-6

    def queued_seconds(self, body: Callable[[], Any]) -> float:
        return self.seconds(body)

    def drain(self) -> None:
        self.driver.fakecuda_drain(self._stream)
        self.slabs.live.clear()

    def no_synchronization(self) -> Any:
        return contextlib.nullcontext()

    @contextlib.contextmanager
    def capturing(self) -> Iterator[None]:
        self.driver.fakecuda_set_capturing(ctypes.c_void_p(self._stream), 1)
        yield
        self.driver.fakecuda_set_capturing(ctypes.c_void_p(self._stream), 0)

    def hold(self) -> Callable[[], None]:
        self.driver.fakecuda_hold(1)
        self._is_held = True

        def release() -> None:
            self.driver.fakecuda_hold(0)
            self._is_held = False

        return release

    def is_held(self) -> bool:
        return self._is_held

    def synchronizations(self) -> int:
        report = self.report()
        # What else the driver saw that must not be.
        if report.changed_sources or report.unregistered_sources or report.invalid_calls:
            raise RuntimeError(
                f"{report.changed_sources} sources changed under a copy, "
                f"{report.unregistered_sources} were not pinned, {report.invalid_calls} calls invalid")
        return int(report.synchronizations)

    def upload(self, values: Any) -> Any:
        return values

    def sums(self, count: int) -> Any:
        return numpy.zeros(count, numpy.int64)

    def download(self, sums: Any) -> Any:
        return sums

    def add(self, sums: Any, place: int, batch: dict[str, Any], weights: Any) -> None:
        self.drain()
        with numpy.errstate(over="ignore"):
            for number, column in columns(batch):
                sums[place] += numpy.int64(number) * (column * weights[: len(column)]).sum()

    @contextlib.contextmanager
    def memory_pressure(self, draw: random.Random) -> Iterator[Callable[[], None]]:
        kept: list[Any] = []

        def press() -> None:
            kept.append(numpy.ones(draw.randrange(1 << 16)))
            while len(kept) > draw.randrange(24):
                kept.pop(draw.randrange(len(kept)))

        yield press

    def torch_loader(self, data: str) -> Iterator[Any] | None:
        try:
            import torch
        except ImportError:
            return None
        return torch_batches(torch, data)

    def step(self, batch: dict[str, Any]) -> None:
        self.drain()
