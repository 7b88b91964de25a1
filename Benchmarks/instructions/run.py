#!/usr/bin/env python3
"""Counts the instructions of fixed small jobs and compares them with stored counts.

Usage: Benchmarks/instructions/run.py [--update] [--prep PATH] [JOB...]     (run by `make instructions`)

A clock says little on a shared machine; a count is the same to some ten-thousandths. valgrind counts
(cachegrind, without caches), with one working thread, the addresses not drawn at random and Swift's
hashing seeded alike. Status 1 where a job takes more than `tolerance` above its count in counts.json.
What else decides a count (compiler, libraries, what the processor can do) is stored beside it; where
that differs the counts are shown and not compared, and the status is 0.
"""
from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COUNTS = Path(__file__).with_name("counts.json")
PACKAGES = [
    "libc6", "libcld2-0", "libfasttext0", "libicu72", "libre2-9", "libsimdjson14", "libstdc++6",
    "libzstd1", "valgrind", "zlib1g"]
sys.path.insert(0, str(ROOT / "Tools"))


def jobs(directory: Path) -> dict[str, list[str]]:
    """What is counted; each may read what those before it left in `directory`."""
    records, text = directory / "records.jsonl", directory / "text"
    build = [
        "build", str(records), "--threads", "1", "--quiet", "--language", "en,ja,ru,de,ar,zh,fr",
        "--max-repeated-lines", "30%", "--where", "not quality_score < 3", "--validation", "5%",
        "--cap", "letters=40", "--dedup", "exact", "--sequence-length", "512",
        "--overlong", "truncate"]
    data = str(directory / "data")
    return {
        # Most of it is the vocabulary, which every job but `verify` and `feed` loads.
        "load": ["encode", str(directory / "empty")],
        "encode": ["encode", str(text)],
        "build": [*build, "--output", data, "--keep-parts"],
        "repack": ["repack", data, "--output", str(directory / "other"), "--seed", "1", "--threads",
                   "1", "--quiet"],
        "verify": ["verify", data, "--threads", "1"],
        "feed": ["feed", data, "--batch-size", "2", "--batches", "2000", "--digest"],
        "export": ["export", data, "--format", "jsonl", "--unpacked"]}


def surroundings() -> dict[str, str]:
    def said(*command: str) -> str:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()

    found = {
        name: said("dpkg-query", "-W", "-f=${Version}", name) or "not installed"
        for name in PACKAGES}
    version = re.search(r"Swift version (\S+)", said("swift", "--version"))
    found["swift"] = version[1] if version else "not found"
    processor = Path("/proc/cpuinfo").read_text()
    wanted = {"avx2", "bmi2", "erms", "fsrm"}
    flags = re.search(r"^flags\s*:(.*)$", processor, re.M)
    vendor = re.search(r"^vendor_id\s*:\s*(\S+)", processor, re.M)
    found["processor"] = " ".join(
        [vendor[1] if vendor else "", *sorted(wanted & set(flags[1].split() if flags else []))])
    found["cores"] = str(os.cpu_count())
    return found


def prepare(directory: Path) -> None:
    from corpus import Corpus

    records = Corpus(0).jsonl(1500)
    (directory / "records.jsonl").write_bytes(records)
    (directory / "empty").write_bytes(b"")
    # Any text will do, and this one has many scripts.
    (directory / "text").write_bytes(records[: 1 << 20].decode("utf-8", "replace").encode())


def count(prep: Path, arguments: list[str]) -> int:
    command = [
        "setarch", "-R", "valgrind", "--tool=cachegrind", "--cache-sim=no",
        "--cachegrind-out-file=/dev/null", str(prep), *arguments]
    environment = {
        **os.environ, "SWIFT_DETERMINISTIC_HASHING": "1", "LC_ALL": "C",
        # Where copies change their way depends on the caches, which differ.
        "GLIBC_TUNABLES": "glibc.cpu.x86_non_temporal_threshold=0xc0000:"
                          "glibc.cpu.x86_rep_movsb_threshold=0x800:"
                          "glibc.cpu.x86_rep_stosb_threshold=0x800"}
    run = subprocess.run(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"I\s+refs:\s+([\d,]+)", run.stderr)
    if run.returncode != 0 or not found:
        sys.exit(f"{' '.join(arguments)}: status {run.returncode}: {run.stderr[-2000:]}")
    return int(found[1].replace(",", ""))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("jobs", nargs="*")
    parser.add_argument("--update", action="store_true", help="store what is counted")
    parser.add_argument("--prep", type=Path, default=ROOT / ".build/release/prep")
    options = parser.parse_args()
    stored = json.loads(COUNTS.read_text()) if COUNTS.exists() else {"tolerance": 0.01, "counts": {}}
    here = surroundings()
    differences = [
        f"{name} {stored['surroundings'].get(name)} there, {value} here"
        for name, value in here.items() if stored.get("surroundings", here).get(name) != value]
    is_compared = not differences and not options.update
    worse, counts = [], {}
    with tempfile.TemporaryDirectory(prefix="prep-instructions-") as name:
        directory = Path(name)
        # valgrind reads debugging information of some hundred megabytes otherwise.
        prep = directory / "prep"
        subprocess.run(["strip", "-o", prep, options.prep], check=True)
        prepare(directory)
        for job, arguments in jobs(directory).items():
            if options.jobs and job not in options.jobs and job != "build":
                continue
            counts[job] = found = count(prep, arguments)
            before = stored["counts"].get(job)
            change = f"{found / before - 1:+.2%} of {before / 1e6:,.1f}" if before else "not stored"
            print(f"{job:8} {found / 1e6:12,.1f} million instructions, {change}", flush=True)
            if before and found > before * (1 + stored["tolerance"]):
                worse.append(job)
    if options.update:
        kept = {**stored["counts"], **counts}
        COUNTS.write_text(json.dumps(
            {"tolerance": stored["tolerance"], "surroundings": here, "counts": kept}, indent=2) + "\n")
        print(f"stored in {COUNTS.relative_to(ROOT)}")
        return 0
    if not is_compared:
        print("not compared: " + "; ".join(differences))
        return 0
    if worse:
        print(f"more than {stored['tolerance']:.0%} above the stored counts: {', '.join(worse)}. Mend it, or "
              "say why in the commit that stores new ones: make instructions UPDATE=--update")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
