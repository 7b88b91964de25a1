#!/usr/bin/env python3
"""Tests prep_shards.py with the files of fixtures/shards: reads the sound, refuses the broken.

Usage: python/reader/test_reader.py          (run by `make reader-test`)
"""
import json
import os
import shutil
import sys
import tempfile

from prep_shards import DataSet, FormatError, Plan, Shard, refusing

# What only the list of reasons says is wrong, which docs/FORMAT.md leaves to docs/REASONS.md.
BEYOND_THE_TEXT = {"unknown-reason.plan"}
FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../fixtures/shards")


def load(path):
    with open(path, "rb") as file:
        return file.read()


def read(path):
    """Reads a file of the broken ones as its name says, to its end."""
    if path.endswith(".json"):
        with tempfile.TemporaryDirectory() as directory:
            shutil.copytree(os.path.join(FIXTURES, "golden"), directory, dirs_exist_ok=True)
            shutil.copy(path, os.path.join(directory, "manifest.json"))
            data_set = DataSet(directory)
            # A manifest that is sound in itself does not fit the other files.
            if path.endswith(".of-golden.json"):
                data_set.check_plan([(row[0], row[3]) for row in data_set.read_rows()])
        return
    with refusing(path):
        if path.endswith(".shard"):
            for _ in Shard(load(path)).read_rows():
                pass
        else:
            Plan(load(path))


def check_golden(name, count):
    """Reads a golden data set and compares its rows with those that are stated."""
    golden = DataSet(os.path.join(FIXTURES, name))
    rows, places = [], []
    for split, tokens, labels, segments in golden.read_rows():
        rows.append((split, tokens.tolist(), labels.tolist(), [s[3] for s in segments]))
        places.append((split, segments))
    golden.check_plan(places)
    with open(os.path.join(FIXTURES, f"{name}-rows.jsonl")) as file:
        lines = [json.loads(line) for line in file]
    wanted = [(r["split"], r["input_ids"], r["labels"], r["segment_lengths"]) for r in lines]
    assert rows == wanted and len(rows) == count, f"the rows of {name}"
    return len(rows)


def main():
    row_count = check_golden("golden", 123) + check_golden("golden-split", 18)

    broken = os.path.join(FIXTURES, "broken")
    for name in ("sound.shard", "sound.plan"):
        read(os.path.join(broken, name))
    accepted, count = [], 0
    with open(os.path.join(broken, "errors.tsv")) as table:
        for line in table:
            name, count = line.split("\t")[0], count + 1
            if name in BEYOND_THE_TEXT:
                continue
            try:
                read(os.path.join(broken, name))
                accepted.append(name)
            except FormatError as error:
                assert str(error), name
    assert count > 120, count
    assert not accepted, f"broken files that were read: {accepted}"

    # Every bit of a shard and every shorter one.
    sound = load(os.path.join(broken, "sound.shard"))
    for place in range(8 * len(sound)):
        changed = bytearray(sound)
        changed[place // 8] ^= 1 << place % 8
        try:
            with refusing("changed"):
                list(Shard(bytes(changed)).read_rows())
        except FormatError:
            continue
        sys.exit(f"bit {place % 8} of byte {place // 8} may change unseen")
    for length in range(len(sound)):
        try:
            with refusing("cut"):
                list(Shard(sound[:length]).read_rows())
        except FormatError:
            continue
        sys.exit(f"{length} bytes of {len(sound)} pass for a shard")
    print(
        f"reader: {row_count} golden rows as they were, {count} broken files and every changed bit "
        "and shorter file of a shard refused"
    )


if __name__ == "__main__":
    main()
