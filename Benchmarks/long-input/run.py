#!/usr/bin/env python3
"""Builds a data set of a long input that comes through a pipe, and watches memory and disk.

Usage: Benchmarks/long-input/run.py RECORDS.jsonl GIGABYTES DIRECTORY [--prep PATH] [-- OPTIONS…]

The input is the records over and over, each with the number of its round at the start of its
first text, so that no two are the same; it is never on the disk. DIRECTORY must not be there; the
data set is verified and removed. Prints resident memory and the disk that is used, stage by
stage, as sampled four times a second, and what the run log says.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time


def generate(lines, byte_limit, pipe, state):
    """Writes rounds until `byte_limit`; what comes first in a line's first text is the round."""
    written, number = 0, 0
    try:
        while written < byte_limit:
            mark = str(number).encode() + b" "
            chunk = b"".join(head + mark + tail for head, tail in lines)
            pipe.write(chunk)
            written += len(chunk)
            number += 1
    except BrokenPipeError:
        pass
    state.update(bytes=written, records=number * len(lines))
    pipe.close()
    state["ended"] = True


def resident(process):
    with open(f"/proc/{process.pid}/status") as file:
        found = re.search(r"VmRSS:\s+(\d+) kB", file.read())
    return int(found.group(1)) * 1024 if found else 0


def used(directory):
    total = 0
    for folder, _, names in os.walk(directory):
        for name in names:
            try:
                total += os.stat(os.path.join(folder, name)).st_blocks * 512
            except FileNotFoundError:
                pass
    return total


def stage(directory, state):
    if not state.get("ended"):
        return "encode"
    if not os.path.isdir(os.path.join(directory, "shards")):
        return "encode or plan"
    published = any(os.path.exists(os.path.join(directory, n)) for n in ("rejected", "plan.tmp"))
    return "publish" if published else "assemble"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("records")
    parser.add_argument("gigabytes", type=float)
    parser.add_argument("directory")
    parser.add_argument("--prep", default=".build/release/prep")
    words, options = sys.argv[1:], []
    if "--" in words:
        words, options = words[: words.index("--")], words[words.index("--") + 1 :]
    arguments = parser.parse_args(words)
    if os.path.exists(arguments.directory):
        sys.exit(f"{arguments.directory} is there already")
    with open(arguments.records, "rb") as file:
        parts = [line.split(b': "', 1) for line in file]
    lines = [(part[0] + b': "', part[1]) for part in parts if len(part) == 2]
    state, peaks = {}, {}
    process = subprocess.Popen(
        [arguments.prep, "build", "-", "--output", arguments.directory, "--quiet"]
        + options, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    generator = threading.Thread(
        target=generate, args=(lines, arguments.gigabytes * 1e9, process.stdin, state))
    generator.start()
    last_disk = 0
    while process.poll() is None:
        name = stage(arguments.directory, state)
        peak = peaks.setdefault(name, [0, 0])
        try:
            peak[0] = max(peak[0], resident(process))
        except FileNotFoundError:
            break
        if time.monotonic() - last_disk > 2:
            peak[1] = max(peak[1], used(arguments.directory))
            last_disk = time.monotonic()
        time.sleep(0.25)
    generator.join()
    print(f"status {process.wait()}; {state['records']} records, {state['bytes'] / 1e9:.2f} GB")
    for name, (memory, disk) in peaks.items():
        print(f"{name:15} {memory / 1e6:8.1f} MB resident, {disk / 1e9:7.2f} GB on the disk")
    if process.returncode == 0:
        with open(os.path.join(arguments.directory, "run-log.json")) as file:
            print(json.dumps(json.load(file)))
        print(f"{used(arguments.directory) / 1e9:.2f} GB of data set", flush=True)
        subprocess.run([arguments.prep, "verify", arguments.directory], check=True)
    shutil.rmtree(arguments.directory, ignore_errors=True)
    sys.exit(process.returncode)


if __name__ == "__main__":
    main()
