#!/usr/bin/env python3
"""Measures tokenizers on the same files, in turn, and prints a table with ratios.

Usage: Benchmarks/tokenizer/run.sh [--rounds 5] [--slow-mb 4] [--megabytes N] FILE...

Each measurement is a process of its own: it loads the vocabulary, encodes two words so that what
is made at first use is made, and then is timed from opening the file to the last id in memory, on
one processor and one thread. So every file is seen for the first time, as a build sees it. In a
round ours and gigatoken run one after the other, their order changing from round to round, and the
ratio is the median of the rounds' ratios. tiktoken and tokenizers encode only a part of each file,
--slow-mb, since they take minutes for the whole; tokenizers gets it in documents of about 10 kB.
--megabytes measures a part of each file only.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PREP = os.environ.get("PREP", str(ROOT / ".build/release/prep"))

WORKER = r"""
import json, sys, time
engine, vocabulary, path = sys.argv[1:]
if engine == "gigatoken":
    import gigatoken
    tokenizer = gigatoken.Tokenizer(vocabulary)
    encode = lambda data: len(tokenizer.encode(data))
elif engine == "tiktoken":
    import llama
    encoding = llama.encoding(llama.ranks())
    encode = lambda data: len(encoding.encode_ordinary(data.decode()))
else:
    import tokenizers
    tokenizer = tokenizers.Tokenizer.from_file(vocabulary)
    tokenizer.encode_special_tokens = True
    def encode(data):
        lines, documents, size = data.decode().splitlines(keepends=True), [[]], 0
        for line in lines:
            documents[-1].append(line)
            size += len(line)
            if size > 10_000:
                documents.append([])
                size = 0
        documents = ["".join(d) for d in documents if d]
        return sum(len(e) for e in tokenizer.encode_batch_fast(documents))
encode(b"two words")
start, processor_start = time.perf_counter(), time.process_time()
with open(path, "rb") as file:
    count = encode(file.read())
print(json.dumps({"tokens": count, "seconds": time.perf_counter() - start,
                  "processor_seconds": time.process_time() - processor_start}))
"""


def measure(engine: str, options, path: str):
    """Tokens and seconds; None where the engine fails."""
    processor = ["taskset", "-c", str(options.processor)]
    environment = dict(
        os.environ, RAYON_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false",
        PYTHONPATH=str(ROOT / "Tests/System/oracle"))
    if engine == "prep":
        command = [PREP, "bench", "encode", path, "--json"]
    else:
        command = [sys.executable, "-c", WORKER, engine, options.vocabulary, path]
    done = subprocess.run(
        processor + command, capture_output=True, text=True, env=environment)
    if done.returncode:
        return None
    result = json.loads(done.stdout.splitlines()[-1])
    return result["tokens"], result["processor_seconds" if options.processor_time else "seconds"]


def head(path: str, byte_count: int, folder: str) -> str:
    """A file of the first lines of `path`, about `byte_count` bytes; `path` itself if it is short."""
    if os.path.getsize(path) <= byte_count:
        return path
    part = os.path.join(folder, f"{byte_count}-{os.path.basename(path)}")
    with open(path, "rb") as source, open(part, "wb") as target:
        data = source.read(byte_count)
        end = data.rfind(b"\n") + 1
        target.write(data[: end or None].decode("utf-8", "ignore").encode())
    return part


def speed(path: str, result) -> float:
    return os.path.getsize(path) / 1e6 / result[1]


def row(path: str, options, folder: str) -> list[str]:
    file = head(path, options.megabytes * 10**6, folder) if options.megabytes else path
    ours, theirs = [], []
    for round_number in range(options.rounds):
        engines = ["prep", "gigatoken"]
        for engine in engines if round_number % 2 == 0 else reversed(engines):
            result = measure(engine, options, file)
            if result is None:
                sys.exit(f"{engine} failed on {path}")
            (ours if engine == "prep" else theirs).append(result)
    ratio = statistics.median(t[1] / o[1] for o, t in zip(ours, theirs))
    speeds = [statistics.median(speed(file, r) for r in results) for results in (ours, theirs)]
    cells = [os.path.basename(path), f"{os.path.getsize(file) / 1e6:,.1f}", f"{ours[0][0]:,}",
             f"{speeds[0]:,.0f}", f"{speeds[1]:,.0f}", f"**{ratio:.2f}**"]
    if ours[0][0] != theirs[0][0]:
        cells[-1] += f" ({theirs[0][0] - ours[0][0]:+d} ids)"
    if options.slow_mb:
        part = head(path, int(options.slow_mb * 10**6), folder)
        for engine in ("tiktoken", "tokenizers"):
            result = measure(engine, options, part)
            mine = measure("prep", options, part)
            if result is None:
                cells.append("fails")
                continue
            note = "" if result[0] == mine[0] else " (other ids)"
            cells.append(f"{speed(part, result):.1f}{note}")
    return cells


def processor_name() -> str:
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        return next((l.split(":")[1].strip() for l in file if l.startswith("model name")), "?")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--vocabulary", required=True, help="a tokenizer.json")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow-mb", type=float, default=4, help="0 leaves the slow ones out")
    parser.add_argument("--megabytes", type=int, help="measure the first part of each file only")
    parser.add_argument("--processor-time", action="store_true",
                        help="processor time, user and system, for machines that do other work")
    parser.add_argument("--processor", type=int, default=os.cpu_count() - 1)
    options = parser.parse_args()
    print(f"{datetime.date.today()}, {processor_name()}, {os.cpu_count()} processors, Linux "
          f"{platform.release()}, one thread, median of {options.rounds} rounds, MB/s by "
          f"{'processor time' if options.processor_time else 'the clock'}; "
          "gigatoken 0.10.0, tiktoken 0.14.0, tokenizers 0.23.3\n")
    names = ["text", "MB", "ids", "prep", "gigatoken", "prep ÷ gigatoken"]
    names += ["tiktoken", "tokenizers"] if options.slow_mb else []
    print("| " + " | ".join(names) + " |")
    print("|---|" + "--:|" * (len(names) - 1), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for path in options.files:
            print("| " + " | ".join(row(path, options, folder)) + " |", flush=True)


if __name__ == "__main__":
    main()
