"""What check.py asks of a device; cuda_device.py and fake_device.py have the two there are."""
from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import prep_feeder


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
