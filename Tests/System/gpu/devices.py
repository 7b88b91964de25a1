"""What check.py asks of a device: a real one through torch, or the fake driver's."""
from __future__ import annotations

import contextlib
import ctypes
import random
import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy

import prep_feeder
import prep_feeder.feeder
from prep_feeder._slabs import NumpySlabs


class Address:
    """Memory that neither torch nor numpy knows, by its address."""

    def __init__(self, address: int) -> None:
        self._address = address
        self.ctypes = self

    def data_ptr(self) -> int:
        return self._address

    @property
    def data(self) -> int:
        return self._address


class Device(Protocol):
    is_fake: bool
    #: The driver, and what `Feeder` takes for the device.
    library: str
    name: str

    def title(self) -> str: ...
    def facts(self) -> dict[str, Any]: ...
    def options(self) -> dict[str, Any]:
        """Further options for `Feeder`."""
    def mappings(self) -> list[tuple[int, int]]:
        """Address and bytes of each ring in this process."""
    def is_pinned(self, address: int) -> bool: ...
    def pinned_memory(self, byte_count: int) -> Any: ...
    def memory(self, byte_count: int) -> Any: ...
    def copy(self, target: Any, source: Any, byte_count: int) -> None:
        """One asynchronous copy on the current stream."""
    def seconds(self, body: Callable[[], Any]) -> float:
        """What passes on the device between what was before `body` and the end of its work."""
    def queued_seconds(self, body: Callable[[], Any]) -> float:
        """The same with the stream held up until all of the work is queued, so that the time of the
        calls is not counted."""
    def drain(self) -> None: ...
    def no_synchronization(self) -> Any:
        """A context in which a wait of torch for the device is an error."""
    def capturing(self) -> Any:
        """A context in which the current stream is captured into a graph."""
    def hold(self) -> Callable[[], None]:
        """Holds up the stream for a while; the result lets it go on where that is to be asked for."""
    def is_held(self) -> bool: ...
    def synchronizations(self) -> int:
        """Waits for the device that the driver saw, where it counts them."""
    def upload(self, values: Any) -> Any: ...
    def sums(self, count: int) -> Any:
        """Numbers on the device, zero."""
    def download(self, sums: Any) -> Any: ...
    def add(self, sums: Any, place: int, batch: dict[str, Any], weights: Any) -> None:
        """Adds a batch's columns, by name, each weighed by its number and `weights`."""
    def memory_pressure(self, draw: random.Random) -> Any:
        """A context that keeps memory short; what it gives moves some of it about."""
    def torch_loader(self, data: str) -> Iterator[Any] | None:
        """Batches of torch's DataLoader, endless; None without torch."""
    def step(self, batch: dict[str, Any]) -> None:
        """The work of a training step."""


def mappings() -> list[tuple[int, int]]:
    with open("/proc/self/maps", encoding="utf-8") as file:
        found = re.findall(r"^(\w+)-(\w+) \S+ \S+ \S+ \S+ +/memfd:gpufeeder", file.read(), re.M)
    return [(int(start, 16), int(end, 16) - int(start, 16)) for start, end in found]


def columns(batch: dict[str, Any]) -> Iterator[tuple[int, Any]]:
    """A batch's arrays in the order of their names, flat, each with a number to weigh it with."""
    arrays = [batch[name] for name in sorted(batch) if not isinstance(batch[name], int)]
    return ((number, array.reshape(-1)) for number, array in enumerate(arrays, 1))


def torch_batches(torch: Any, data: str, **options: Any) -> Iterator[Any]:
    columns = ("input_ids", "labels", "position_ids")
    rows = [
        {name: torch.from_numpy(row[name]).long() for name in columns}
        for row in prep_feeder.PrepDataset(data)]
    loader = torch.utils.data.DataLoader(rows, batch_size=8, shuffle=True, drop_last=True, **options)
    while True:
        yield from loader


class Cuda:
    is_fake, library, name = False, "libcuda.so.1", "cuda"

    def __init__(self) -> None:
        import torch

        torch.cuda.init()
        self.torch = torch
        self._driver = ctypes.CDLL(self.library)
        self._driver.cuMemcpyHtoDAsync_v2.argtypes = [
            ctypes.c_uint64, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p]
        self._work = torch.randn(2048, 2048, device="cuda", dtype=torch.bfloat16)
        self._embedding = torch.randn(1 << 17, 64, device="cuda", dtype=torch.bfloat16)
        self._held = torch.cuda.Event()

    def title(self) -> str:
        version = ctypes.c_int()
        self._driver.cuDriverGetVersion(ctypes.byref(version))
        return (f"{self.torch.cuda.get_device_name()}, CUDA driver {version.value // 1000}."
                f"{version.value % 1000 // 10}, torch {self.torch.__version__}")

    def facts(self) -> dict[str, Any]:
        return {"torch_cuda": self.torch.version.cuda}

    def options(self) -> dict[str, Any]:
        return {}

    def mappings(self) -> list[tuple[int, int]]:
        return mappings()

    def is_pinned(self, address: int) -> bool:
        memory = (ctypes.c_uint8 * 8).from_address(address)
        return bool(self.torch.frombuffer(memory, dtype=self.torch.uint8).is_pinned())

    def pinned_memory(self, byte_count: int) -> Any:
        return self.torch.ones(byte_count // 8, dtype=self.torch.int64).pin_memory()

    def memory(self, byte_count: int) -> Any:
        return self.torch.empty(byte_count // 8, dtype=self.torch.int64, device="cuda")

    def copy(self, target: Any, source: Any, byte_count: int) -> None:
        stream = self.torch.cuda.current_stream().cuda_stream
        status = self._driver.cuMemcpyHtoDAsync_v2(
            target.data_ptr(), source.data_ptr(), byte_count, stream)
        if status:
            raise RuntimeError(f"cuMemcpyHtoDAsync: {status}")

    def seconds(self, body: Callable[[], Any]) -> float:
        start, end = (self.torch.cuda.Event(enable_timing=True) for _ in range(2))
        self.drain()
        start.record()
        body()
        end.record()
        end.synchronize()
        return float(start.elapsed_time(end)) * 1e-3

    def queued_seconds(self, body: Callable[[], Any]) -> float:
        start, end = (self.torch.cuda.Event(enable_timing=True) for _ in range(2))
        self.drain()
        # Some 50 ms.
        self.torch.cuda._sleep(100_000_000)
        start.record()
        body()
        if start.query():
            raise RuntimeError("the stream was not held up until all of the work was queued")
        end.record()
        end.synchronize()
        return float(start.elapsed_time(end)) * 1e-3

    def drain(self) -> None:
        self.torch.cuda.synchronize()

    @contextlib.contextmanager
    def capturing(self) -> Iterator[None]:
        # cuBLAS makes its workspace at the first product, which breaks a capture.
        side = self.torch.cuda.Stream()
        with self.torch.cuda.stream(side):
            self._work @ self._work
        self.drain()
        graph = self.torch.cuda.CUDAGraph()
        with self.torch.cuda.graph(graph):
            product = self._work @ self._work
            yield
            product.add_(1)
        # A graph that something had broken would not run.
        graph.replay()
        self.drain()

    @contextlib.contextmanager
    def no_synchronization(self) -> Iterator[None]:
        before = self.torch.cuda.get_sync_debug_mode()
        self.torch.cuda.set_sync_debug_mode("error")
        try:
            yield
        finally:
            self.torch.cuda.set_sync_debug_mode(before)

    def hold(self) -> Callable[[], None]:
        # About two seconds.
        self.torch.cuda._sleep(4_000_000_000)
        self._held.record()
        return lambda: None

    def is_held(self) -> bool:
        return not self._held.query()

    def synchronizations(self) -> int:
        return 0

    def upload(self, values: Any) -> Any:
        return self.torch.from_numpy(values).cuda()

    def sums(self, count: int) -> Any:
        return self.torch.zeros(count, dtype=self.torch.int64, device="cuda")

    def download(self, sums: Any) -> Any:
        return sums.cpu().numpy()

    def add(self, sums: Any, place: int, batch: dict[str, Any], weights: Any) -> None:
        for number, column in columns(batch):
            sums[place].add_((column * weights[: len(column)]).sum() * number)

    @contextlib.contextmanager
    def memory_pressure(self, draw: random.Random) -> Iterator[Callable[[], None]]:
        torch, kept = self.torch, []
        # All of the device's memory but 1 GiB.
        free, _ = torch.cuda.mem_get_info()
        ballast = torch.empty(max(0, free - (1 << 30)), dtype=torch.uint8, device="cuda")

        def press() -> None:
            kept.append(torch.empty(draw.randrange(1 << 22), dtype=torch.uint8, device="cuda").fill_(1))
            if draw.randrange(16) == 0:
                kept.append(numpy.ones(draw.randrange(1 << 22)))
            while len(kept) > draw.randrange(24):
                kept.pop(draw.randrange(len(kept)))
            if draw.randrange(8) == 0:
                torch.mm(self._work, self._work)

        yield press
        del ballast
        kept.clear()
        # Or the next to ask finds the device's memory kept by torch's cache, free to be had.
        torch.cuda.empty_cache()

    def torch_loader(self, data: str) -> Iterator[Any]:
        for batch in torch_batches(self.torch, data, num_workers=2, pin_memory=True):
            yield {name: value.to("cuda", non_blocking=True) for name, value in batch.items()}

    def step(self, batch: dict[str, Any]) -> None:
        self._embedding[batch["input_ids"] & 0x1FFFF].sum()
        for _ in range(40):
            self.torch.mm(self._work, self._work)


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

