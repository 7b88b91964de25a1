"""A CUDA device as torch gives it to check.py."""
from __future__ import annotations

import contextlib
import ctypes
import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy

from devices import columns, mappings, torch_batches


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
