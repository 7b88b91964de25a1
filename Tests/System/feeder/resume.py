#!/usr/bin/env python3
"""Stops `prep feed` at random steps, goes on in a new process, and compares every batch.

Usage: Tests/System/feeder/resume.py DATA_SET [DATA_SET ...] [--stops 50] [--world-sizes 1,2,4,8]

For each number of ranks the digests of one undisturbed run over two epochs and a half are the
reference. Then, at `--stops` random steps and at both sides of each epoch's border, one process
feeds up to the step and saves its state, with another number of ranks of the same global batch, and
a second process loads it and goes on to the end. Shuffling is on, and with several data sets they
are mixed by unequal weights. Exit status 1 where a batch differs. PREP names the binary.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

PREP = os.environ.get("PREP", ".build/release/prep")
GLOBAL_BATCH = 8


def feed(sets, ranks, *rest):
    """The digest lines of the last rank, without the batch's number in its epoch."""
    weights = ["--weights", ",".join(str(3 + 2 * i) for i in range(len(sets)))] if len(sets) > 1 else []
    command = [PREP, "feed", *sets, *weights, "--batch-size", str(GLOBAL_BATCH // ranks),
               "--world-size", str(ranks), "--rank", str(ranks - 1), "--seed", "7", *rest]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def digests(*arguments):
    return [line.split(" ", 1)[1] for line in feed(*arguments, "--digest").splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--stops", type=int, default=50)
    parser.add_argument("--world-sizes", default="1,2,4,8")
    options = parser.parse_args()

    report = json.loads(feed(options.sets, 1, "--batches", "1", "--json"))
    epoch = report["steps_per_epoch"]
    total = epoch * 2 + epoch // 2
    chance = random.Random(2048)
    for ranks in map(int, options.world_sizes.split(",")):
        whole = digests(options.sets, ranks, "--batches", str(total))
        if len(whole) != total:
            sys.exit(f"expected {total} batches, found {len(whole)}")
        borders = {step for border in (epoch, 2 * epoch) for step in (border - 1, border, border + 1)}
        stops = sorted(borders | {0, 1, total - 1} | {chance.randrange(total) for _ in range(options.stops)})
        compared = 0
        for stop in stops:
            with tempfile.TemporaryDirectory() as folder:
                state = os.path.join(folder, "state.json")
                others = chance.choice([n for n in (1, 2, 4, 8) if n != ranks])
                feed(options.sets, others, "--batches", str(stop), "--save-state", state)
                rest = digests(options.sets, ranks, "--batches", str(total - stop), "--state", state)
            if rest != whole[stop:]:
                pairs = enumerate(zip(rest, whole[stop:]))
                at = next((i for i, (one, other) in pairs if one != other), len(rest))
                sys.exit(f"{ranks} ranks, stopped at step {stop}: batch {stop + at} differs")
            compared += len(rest)
        print(f"{ranks} ranks: {len(stops)} stops in {total} steps ({epoch} an epoch), "
              f"{compared} batches equal")


if __name__ == "__main__":
    main()
