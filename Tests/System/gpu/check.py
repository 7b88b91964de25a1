"""Checks the feeder on a CUDA device, where nothing but Python, numpy and torch need be installed.

Usage: check.py DATA_SET SYMBOLS [--fake LIBRARY] [--only NAME,...] [--batches N] [--json FILE]

SYMBOLS lists the driver's calls that the feeder makes. With --fake the checks run against the fake
driver, LIBRARY, with ordinary memory: that shows that the checks work, and nothing of a device.
Exit status 1 where a check failed.
"""
from __future__ import annotations

import argparse
import ctypes
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy

import prep_feeder
from cuda_device import Cuda
from devices import Address, Device, columns
from fake_device import Fake
from prep_feeder import Feeder

SLOT_BYTES = 16 << 20


class Failed(Exception):
    """What a check found."""


def require(holds: bool, what: str) -> None:
    if not holds:
        raise Failed(what)


def symbols(device: Device, data: str, options: argparse.Namespace) -> dict[str, Any]:
    """The driver has every call that the feeder makes, and none of them waits for the device."""
    with open(options.symbols, encoding="utf-8") as file:
        names = file.read().split()
    require(len(names) >= 10, f"{options.symbols} lists {len(names)} calls")
    library = ctypes.CDLL(device.library)
    missing = [name for name in names if not hasattr(library, name)]
    require(not missing, f"the driver lacks {', '.join(missing)}")
    waiting = [name for name in names if "Synchronize" in name]
    require(not waiting, f"the feeder calls {', '.join(waiting)}")
    return {"calls": len(names), **device.facts()}


def pinned(device: Device, data: str, options: argparse.Namespace) -> dict[str, Any]:
    """The ring is registered with the driver, so that copies from it are asynchronous."""
    before = device.mappings()
    with Feeder(data, 8, device=device.name, **device.options()) as feeder:
        require(feeder.info["pinned"] == 1, "the feeder says that its ring is not pinned")
        rings = [ring for ring in device.mappings() if ring not in before]
        require(len(rings) == 1, f"expected one mapping of a ring more, found {len(rings)}")
        (start, byte_count), = rings
        for address in (start, start + byte_count // 2, start + byte_count - 8):
            require(device.is_pinned(address), f"byte {address - start} of the ring is not pinned")
        require(not device.is_pinned(numpy.zeros(64).ctypes.data), "all memory counts as pinned")
        next(iter(feeder))
        device.drain()
    return {"ring_bytes": byte_count}


def copies(device: Device, data: str, options: argparse.Namespace) -> dict[str, Any]:
    """Slots of 16 MiB are copied at 95 % or more of what pinned memory gives."""
    row_length = int(prep_feeder.PrepDataset(data).row_length)
    rows = SLOT_BYTES // (4 * 8 * row_length)
    taken, rounds = 4, 3 if device.is_fake else 15
    source = device.pinned_memory(SLOT_BYTES)
    targets = [device.memory(SLOT_BYTES) for _ in range(taken)]
    ours, limits, from_ring = [], [], []
    before = device.mappings()
    with Feeder(data, rows, slots=taken + 2, device=device.name, **device.options()) as feeder:
        require(feeder._byte_count == SLOT_BYTES, f"a slot has {feeder._byte_count} bytes")
        ring = next(start for start, count in device.mappings() if (start, count) not in before)
        batches = endless(feeder)
        for _ in range(rounds + 1):
            # A slot comes back with the next call after its copy: with this one those of the round
            # before, and once all are full again the copies follow each other without a wait for data.
            first = next(batches)
            device.drain()
            wait_until_full(feeder)
            held: list[Any] = [first]
            ours.append(device.queued_seconds(lambda: held.extend(next(batches) for _ in range(taken))))
            limits.append(device.queued_seconds(
                lambda: [device.copy(target, source, SLOT_BYTES) for target in targets]))
            from_ring.append(device.queued_seconds(
                lambda: [device.copy(target, Address(ring), SLOT_BYTES) for target in targets]))
    # The first round touches memory for the first time.
    limit, own, bare = (statistics.median(times[1:]) for times in (limits, ours, from_ring))
    figures = {
        "gigabytes_per_second": round(taken * SLOT_BYTES / own / 1e9, 2),
        "of_the_ring_without_the_feeder": round(taken * SLOT_BYTES / bare / 1e9, 2),
        "pinned_limit": round(taken * SLOT_BYTES / limit / 1e9, 2),
        "of_the_limit": round(limit / own, 3)}
    require(limit / own >= 0.95, f"copies reach {limit / own:.1%} of the pinned limit: {figures}")
    return figures


def synchronizations(device: Device, data: str, options: argparse.Namespace) -> dict[str, Any]:
    """The loader never waits for the device: not in torch, and not behind its back either."""
    slots = 8
    with Feeder(data, 8, slots=slots, device=device.name, **device.options()) as feeder:
        batches = endless(feeder)
        held = [next(batches)]
        device.drain()
        wait_until_full(feeder)
        with device.no_synchronization():
            # With the stream held up, whatever waited for it would hold this up as well.
            release = device.hold()
            start = time.perf_counter()
            held += [next(batches) for _ in range(slots - 1)]
            waited = time.perf_counter() - start
            require(device.is_held(), f"{slots - 1} batches came only after the stream: {waited:.3f} s")
            release()
            for _ in range(2 * len(feeder)):
                held.append(next(batches))
                del held[:-4]
            state = feeder.state_dict()
            feeder.load_state_dict(state)
            held.append(next(iter(feeder)))
        device.drain()
        require(device.synchronizations() == 0, f"{device.synchronizations()} synchronizations")
    return {"microseconds_a_batch_behind_a_held_stream": round(waited / (slots - 1) * 1e6, 1)}


def corruption(device: Device, data: str, options: argparse.Namespace) -> dict[str, Any]:
    """Batches on the device are those of the host, while memory is short and they are held.

    Each is summed up on the device with a weight for each place, as it comes and once more after it
    was held for a while, and the sums are compared with those of a feeder on the host.
    """
    wrong = differences(device, data, options.batches)
    require(wrong == 0, f"{wrong} of {2 * options.batches} sums differ from those of the host")
    return {"batches": options.batches, "sums": 2 * options.batches, "wrong": wrong}


def layouts(device: Device, data: str, options: argparse.Namespace) -> dict[str, Any]:
    """The same for each layout and element type, with a tenth of the batches."""
    count, figures = max(20, options.batches // 10), {}
    for layout in ("plain", "padding_free"):
        for dtype in ("int32", "int64"):
            wrong = differences(device, data, count, layout=layout, dtype=dtype)
            require(wrong == 0, f"{layout}, {dtype}: {wrong} of {2 * count} sums differ")
            figures[f"{layout}, {dtype}"] = {"batches": count, "wrong": wrong}
    return figures


def differences(device: Device, data: str, count: int, **form: Any) -> int:
    """How many of the sums of `count` batches, two of each, differ between device and host."""
    chunk, draw = 500, random.Random(1)
    with Feeder(data, 8, seed=5, slots=4, device=device.name, **form, **device.options()) as feeder:
        with Feeder(data, 8, seed=5, framework="numpy", **form) as host:
            weights = numpy.random.default_rng(1).integers(-2**62, 2**62, 8 * feeder.row_length + 1)
            here, there = device.upload(weights), weights
            batches, expected_batches = endless(feeder), endless(host)
            done = wrong = 0
            with device.memory_pressure(draw) as press:
                while done < count:
                    size = min(chunk, count - done)
                    sums = device.sums(2 * size)
                    held: list[tuple[int, Any]] = []
                    expected = numpy.zeros(size, numpy.int64)
                    for number in range(size):
                        batch = next(batches)
                        device.add(sums, number, batch, here)
                        held.append((number, batch))
                        press()
                        while len(held) > draw.randrange(12):
                            before, batch = held.pop(0)
                            device.add(sums, size + before, batch, here)
                        expected[number] = host_sum(next(expected_batches), there)
                    for before, batch in held:
                        device.add(sums, size + before, batch, here)
                    found = device.download(sums)
                    wrong += int((found[:size] != expected).sum() + (found[size:] != expected).sum())
                    done += size
    return wrong


def host_sum(batch: dict[str, Any], weights: Any) -> int:
    total = numpy.int64(0)
    with numpy.errstate(over="ignore"):
        for number, column in columns(batch):
            total += numpy.int64(number) * (column * weights[: len(column)]).sum()
    return int(total)


def capture(device: Device, data: str, options: argparse.Namespace) -> dict[str, Any]:
    """A batch asked for while the stream is captured into a graph is refused, and harms neither."""
    with Feeder(data, 8, device=device.name, **device.options()) as feeder:
        batches = iter(feeder)
        next(batches)
        refused = ""
        with device.capturing():
            try:
                next(batches)
            except prep_feeder.FeederError as error:
                refused = str(error)
        require("captured" in refused, f"a batch was given while the stream was captured: {refused}")
        batch, number = next(batches), feeder.state_dict()
        require(bool(batch) and bool(number), "no batch after the capture")
        device.drain()
    return {"refused": refused}


def leaving(device: Device, data: str, options: argparse.Namespace) -> dict[str, Any]:
    """A program that ends with a feeder open, and one that is forked, end without a word."""
    said = {}
    for name in ("exit", "fork"):
        command = [
            # Python warns of every fork with threads.
            sys.executable, "-W", "ignore", __file__, data, options.symbols, "--only", f"child_{name}"]
        if options.fake:
            command += ["--fake", options.fake]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
        require(
            ended.returncode == 0 and not ended.stderr,
            f"{name}: ended with {ended.returncode}: {ended.stdout} {ended.stderr}")
        said[name] = "status 0"
    return said


def child_exit(device: Device, data: str, options: argparse.Namespace) -> dict[str, Any]:
    """Ends its process with a feeder open and copies under way."""
    feeder = Feeder(data, 8, device=device.name, **device.options())
    kept.append((feeder, [next(iter(feeder)) for _ in range(3)]))
    return {}


def child_fork(device: Device, data: str, options: argparse.Namespace) -> dict[str, Any]:
    """Forks with a feeder open: the child cannot use it and does it no harm."""
    with Feeder(data, 8, device=device.name, **device.options()) as feeder:
        batches = endless(feeder)
        next(batches)
        child = os.fork()
        if child == 0:
            try:
                next(iter(feeder))
                os._exit(3)
            except prep_feeder.FeederError:
                feeder.close()
                os._exit(0)
        _, status = os.waitpid(child, 0)
        require(status == 0, f"the child ended with {status}")
        for _ in range(20):
            next(batches)
        device.drain()
    return {}


#: What lasts until the process ends.
kept: list[Any] = []


def wait(device: Device, data: str, options: argparse.Namespace) -> dict[str, Any]:
    """What a step costs more than with a batch that is there already; torch's DataLoader beside it."""
    steps, rounds = (20, 2) if device.is_fake else (200, 5)
    figures: dict[str, list[float]] = {}
    with Feeder(data, 8, seed=5, device=device.name, **device.options()) as feeder:
        cached = next(iter(feeder))
        loaders: dict[str, Callable[[], Any]] = {"cached": lambda: repeat(cached)}
        batches = endless(feeder)
        loaders["feeder"] = lambda: batches
        others = device.torch_loader(data)
        if others is not None:
            loaders["DataLoader, pinned"] = lambda: others
        for _ in range(rounds):
            for name, open_loader in loaders.items():
                iterator = open_loader()
                next(iterator)
                waited = 0.0

                def run() -> None:
                    nonlocal waited
                    for _ in range(steps):
                        start = time.perf_counter()
                        batch = next(iterator)
                        waited += time.perf_counter() - start
                        device.step(batch)

                seconds = device.seconds(run)
                figures.setdefault(f"{name}: ms a step", []).append(seconds / steps * 1e3)
                figures.setdefault(f"{name}: us in next()", []).append(waited / steps * 1e6)
    medians = {name: round(statistics.median(values), 3) for name, values in figures.items()}
    base = medians["cached: ms a step"]
    for name in list(loaders)[1:]:
        medians[f"{name}: us a step more than cached"] = round(
            (medians[f"{name}: ms a step"] - base) * 1e3, 1)
    return medians


def endless(feeder: Feeder) -> Any:
    while True:
        yield from feeder


def repeat(batch: Any) -> Any:
    while True:
        yield batch


def wait_until_full(feeder: Feeder) -> None:
    """Waits until the feeder's thread sleeps: its processor time stands still."""
    before = -1
    while before != (before := feeder.counts["producer_nanoseconds"]):
        time.sleep(0.02)


CHECKS = {
    check.__name__: check for check in (
        symbols, pinned, copies, synchronizations, capture, leaving, corruption, layouts, wait)}
#: What `leaving` runs in processes of their own.
CHILDREN = {child.__name__: child for child in (child_exit, child_fork)}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("symbols")
    parser.add_argument("--fake", help="the fake driver")
    parser.add_argument("--only", default=",".join(CHECKS))
    parser.add_argument("--batches", type=int, default=100_000)
    parser.add_argument("--json", help="where to write the figures")
    options = parser.parse_args()
    device: Device = Fake(options.fake) if options.fake else Cuda()
    print(f"{device.title()}; Python {platform.python_version()}, numpy {numpy.__version__}, "
          f"prep_feeder {prep_feeder.__version__}", flush=True)
    results, failures = {}, 0
    for name in options.only.split(","):
        try:
            results[name] = (CHECKS | CHILDREN)[name](device, options.data, options)
            print(f"passed  {name}: {json.dumps(results[name])}", flush=True)
        except (Failed, prep_feeder.FeederError, RuntimeError) as error:
            failures += 1
            results[name] = {"failed": str(error)}
            print(f"FAILED  {name}: {error}", flush=True)
        # Each time, so that what stops a later check leaves these figures.
        if options.json:
            with open(options.json, "w", encoding="utf-8") as file:
                json.dump({"device": device.title(), "results": results}, file, indent=1)
    print(f"{len(results) - failures} passed, {failures} failed, on {device.title()}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
