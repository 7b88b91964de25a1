"""Measures the stages of a build in tasks on a real input: what docs/SCALE.md multiplies.

Usage: Benchmarks/tasks/run.sh stages INPUT DIRECTORY [--prep PATH] [--keep] [-- OPTIONS…]

Each stage runs in one process on one thread. Prints its tasks, seconds, peak memory, and bytes and
calls of read and write (whether they meet the page cache or a disk), then the bytes of what the
tasks leave to each other. DIRECTORY must not be there; it is removed at the end, unless with
--keep.
OPTIONS go to `prep task init`, for example --units-per-task 16.
"""
from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections import Counter
from pathlib import Path

import measured


def stages_of(output: str) -> dict[str, str]:
    """The stages and their numbers of tasks, as `init` and `stages` print them."""
    rows = [line.split() for line in output.splitlines()]
    return {row[0]: row[1] for row in rows if len(row) > 1}


def left_by_tasks(run: Path) -> Counter[str]:
    """The bytes of parts, receipts, and tables by their kind."""
    found: Counter[str] = Counter()
    for path in (run / "work").rglob("*"):
        if path.is_file():
            kind = path.name.split("-")[0] if path.suffix == ".table" else "parts"
            found[kind] += path.stat().st_size
    found["receipts"] = sum(path.stat().st_size for path in (run / "receipts").iterdir())
    return found


def total(directory: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in directory.glob(pattern))


def print_sizes(run: Path, out: Path) -> None:
    """What was left, for each record and for each byte of input."""
    told = json.loads((run / "run.json").read_text())
    input_bytes = sum(entry["byte_count"] for entry in told["inputs"])
    units = []
    for path in (run / "receipts").glob("encode-*.json"):
        units += json.loads(path.read_text())["units"]
    lines = sum(segment["lines"] for unit in units for segment in unit["segments"])
    sound = sum(unit["records"] for unit in units)
    tokens = sum(unit["tokens"] for unit in units)
    print(f"\n{input_bytes} bytes in {lines} lines; {sound} sound records of {tokens} tokens "
          f"in {len(units)} units")
    sizes = left_by_tasks(run)
    sizes["shards"] = total(out, "shards/*")
    sizes["rejected/"] = total(out, "rejected/*")
    sizes["plan of the data set"] = total(out, "plan*")
    for name, byte_count in sizes.most_common():
        print(f"{name:22} {byte_count:13} bytes, {byte_count / sound:8.2f} a record, "
              f"{100 * byte_count / input_bytes:7.3f} % of the input")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("input")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--prep", default=".build/release/prep")
    parser.add_argument("--keep", action="store_true")
    words, options = sys.argv[1:], []
    if "--" in words:
        words, options = words[: words.index("--")], words[words.index("--") + 1:]
    arguments = parser.parse_args(words)
    prep, directory = arguments.prep, arguments.directory
    directory.mkdir()
    run, out = directory / "run", directory / "out"
    print(f"{measured.machine()}; {measured.run([prep, '--version']).output.strip()}")
    began = measured.run(
        [prep, "task", "init", str(run), arguments.input, "--output", str(out), *options])
    print(f"{'stage':9} {'tasks':>5} {'wall s':>8} {'cpu s':>8} {'peak MB':>8} "
          f"{'read MB':>9} {'calls':>9} {'written MB':>10} {'calls':>8}")
    # What each process does before it works, the vocabulary above all.
    show("missing", "", measured.run([prep, "task", "missing", str(run), "encode"]))
    for stage in stages_of(began.output):
        tasks = stages_of(measured.run([prep, "task", "stages", str(run)]).output)[stage]
        command = [prep, "task", stage, str(run), "--index", "0", "--of", "1", "--threads", "1"]
        show(stage, tasks, measured.run(command))
    print_sizes(run, out)
    if not arguments.keep:
        shutil.rmtree(directory)


def show(stage: str, tasks: str, took: measured.Measured) -> None:
    print(f"{stage:9} {tasks:>5} {took.wall_seconds:8.2f} {took.processor_seconds:8.2f} "
          f"{took.peak_bytes / 1e6:8.1f} {took.read_bytes / 1e6:9.1f} {took.read_calls:9} "
          f"{took.written_bytes / 1e6:10.1f} {took.write_calls:8}", flush=True)


if __name__ == "__main__":
    main()
