#!/usr/bin/env python3
"""Damages a data set at random places, one at a time: `verify` must find each, and what `export` and
`feed` hand out before they stop must be what was there.

Usage: Tests/System/damage/damage.py DATA_SET [--flips 1000] [--truncations 100] [--seed 0] [--prep BINARY]

A place is drawn from all bits of all files but run-log.json, evenly, and a third of the time from
those of a file that is drawn first, so that small ones are not left out. The data set is copied.
Exit code 1 where damage was not found, or something else was handed out.
"""
import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile


def run(*command):
    outcome = subprocess.run(command, capture_output=True, timeout=120)
    return outcome.returncode, outcome.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data_set")
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--truncations", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--prep", default=".build/release/prep")
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)
    counts = {}
    with tempfile.TemporaryDirectory() as work:
        copy = os.path.join(work, "set")
        shutil.copytree(arguments.data_set, copy, ignore=shutil.ignore_patterns("work"))
        files = sorted(
            os.path.join(folder, name)
            for folder, _, names in os.walk(copy)
            for name in names
            if name != "run-log.json"
        )
        sizes = [os.path.getsize(path) for path in files]
        deliveries = [
            (arguments.prep, "export", copy, "--format", "jsonl"),
            (arguments.prep, "feed", copy, "--batch-size", "4", "--digest"),
        ]
        sound = [run(*command) for command in deliveries]
        assert all(status == 0 and output for status, output in sound), "a sound data set"
        assert run(arguments.prep, "verify", copy)[0] == 0, "a sound data set"
        for number in range(arguments.flips + arguments.truncations):
            even = draw.random() < 1 / 3
            path = draw.choice(files) if even else draw.choices(files, sizes)[0]
            with open(path, "rb") as file:
                original = file.read()
            place = draw.randrange(8 * len(original))
            if number < arguments.flips:
                what = f"bit {place % 8} of byte {place // 8}"
                changed = bytearray(original)
                changed[place // 8] ^= 1 << place % 8
            else:
                what = f"cut at byte {place // 8}"
                changed = original[: place // 8]
            with open(path, "wb") as file:
                file.write(changed)
            name = os.path.relpath(path, copy)
            status, output = run(arguments.prep, "verify", copy)
            if status != 4 or name.encode() not in output:
                sys.exit(f"{name}, {what}: verify ended with {status}: {output.decode()}")
            for command, (_, wanted) in zip(deliveries, sound):
                status, output = run(*command)
                # A file that is not read for this does no harm; else nothing wrong is handed out.
                good = output == wanted if status == 0 else wanted.startswith(output)
                # The feeder is asked for the first split only.
                read = "shards/" if command[1] == "export" else "shards/train-"
                if not good or (status == 0 and name.startswith(read)):
                    sys.exit(f"{name}, {what}: {command[1]} ended with {status}, other output")
            with open(path, "wb") as file:
                file.write(original)
            counts[name] = counts.get(name, 0) + 1
    for name, count in sorted(counts.items()):
        print(f"{count:6} {name}")
    print(f"{arguments.flips} bits and {arguments.truncations} cuts: all found, none handed out")


if __name__ == "__main__":
    main()
