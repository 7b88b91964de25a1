"""Data sets for the tests, made by the `prep` binary that PREP names."""
from __future__ import annotations

import json
import os
import pathlib
import signal
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PREP = os.environ.get("PREP", str(ROOT / ".build/release/prep"))
# A shell has Ctrl-C ignored in what it runs in the background, and some tests wait for its effect.
signal.signal(signal.SIGINT, signal.default_int_handler)


def build(output, *options):
    subprocess.run(
        [PREP, "build", ROOT / "fixtures/documents", "--output", output, "--quiet", *options],
        check=True, stdout=subprocess.DEVNULL)
    return str(output)


@pytest.fixture(scope="session")
def sets(tmp_path_factory):
    return tmp_path_factory.mktemp("sets")


@pytest.fixture(scope="session")
def data_set(sets):
    """Rows of 256 tokens in shards of 8 rows, and a validation split."""
    return build(
        sets / "main", "--sequence-length", "256", "--validation", "8", "--rows-per-shard", "8")


@pytest.fixture(scope="session")
def other_set(sets):
    return build(sets / "other", "--sequence-length", "256", "--seed", "9")


@pytest.fixture(scope="session")
def wide_set(sets):
    return build(sets / "wide", "--sequence-length", "512")


@pytest.fixture(scope="session")
def exported(data_set):
    """What `prep export` says of the rows: a list for each split."""
    lines = subprocess.run(
        [PREP, "export", data_set, "--format", "jsonl"], check=True,
        stdout=subprocess.PIPE).stdout.splitlines()
    rows = {"train": [], "validation": []}
    for row in map(json.loads, lines):
        rows[row["split"]].append(row)
    return rows
