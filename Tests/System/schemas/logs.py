#!/usr/bin/env python3
"""Runs commands with --log-format json and validates every line they write.

Usage: Tests/System/schemas/logs.py PREP          (run by run.sh)
"""
from __future__ import annotations

import copy
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jsonschema

SCHEMA = json.loads(Path("docs/schemas/log.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
INPUT = Path("fixtures/documents/instructions.jsonl").absolute()


def lines(text: str) -> list[dict]:
    entries = [json.loads(line) for line in text.splitlines()]
    for entry in entries:
        errors = [error.message for error in VALIDATOR.iter_errors(entry)]
        assert not errors, f"{entry}: {errors}"
    return entries


def run(prep: str, *arguments: str, status: int) -> list[dict]:
    outcome = subprocess.run([prep, *arguments, "--log-format", "json"], capture_output=True,
                             text=True)
    assert outcome.returncode == status, f"{arguments}: {outcome.returncode}: {outcome.stderr}"
    entries = lines(outcome.stderr)
    assert (entries[-1]["event"] == "fault") == (status != 0), f"{arguments}: {outcome.stderr}"
    return entries


def interrupted(prep: str, output: str, signals: list[int]) -> list[dict]:
    """A build that waits for a pipe nobody writes to."""
    pipe = output + ".pipe"
    os.mkfifo(pipe)
    process = subprocess.Popen([prep, "build", pipe, "--output", output, "--log-format", "json"],
                               stderr=subprocess.PIPE, text=True)
    while not Path(output, "work/build.json").exists():
        time.sleep(0.02)
    for number in signals:
        process.send_signal(number)
    _, said = process.communicate()
    assert process.returncode == 130, said
    return lines(said)


def main() -> None:
    prep = sys.argv[1]
    entries: list[dict] = []
    with tempfile.TemporaryDirectory() as folder:
        out, other = folder + "/out", folder + "/other"
        tokenizer = Path(folder, "tokenizer.model")
        source = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache",
                      "prep/tokenizer.model")
        # With its last two tokens in another order: another vocabulary, which is warned of.
        lines_of_tokens = source.read_text(encoding="ascii").splitlines()
        (text, rank), (other_text, other_rank) = (line.split() for line in lines_of_tokens[-2:])
        lines_of_tokens[-2:] = [f"{other_text} {rank}", f"{text} {other_rank}"]
        tokenizer.write_text("\n".join(lines_of_tokens) + "\n", encoding="ascii")
        entries += run(prep, "build", str(INPUT), "-o", out, "--keep-parts", status=0)
        entries += run(prep, "build", str(INPUT), "-o", other, "--tokenizer", str(tokenizer), status=0)
        entries += run(prep, "repack", out, "-o", folder + "/repacked", "--seed", "2", status=0)
        entries += run(prep, "verify", out, status=0)
        entries += run(prep, "export", out, "--format", "megatron", "--output", folder + "/m", status=0)
        # Faults of every status but 130, with details and without.
        entries += run(prep, "build", folder + "/none", "-o", other + "1", status=1)
        entries += run(prep, "build", status=2)
        entries += run(prep, "build", str(INPUT), "-o", out, "--seed", "9", status=2)
        entries += run(prep, "build", str(INPUT), "-o", other + "3", "--max-rejected", "0", status=3)
        Path(out, "plan").write_bytes(b"x")
        Path(out, "manifest.json").write_bytes(b"{")
        entries += run(prep, "verify", out, "--repair", status=4)
        last = interrupted(prep, folder + "/waiting", [signal.SIGINT])
        entries += last
        assert last[-1]["stage"] == "reading" and last[-1]["kind"] == "interrupted", last

    events = {(entry["event"], entry["level"]) for entry in entries}
    assert events >= {("progress", "info"), ("note", "info"), ("warning", "warning"),
                      ("fault", "error")}, events
    assert {entry.get("status") for entry in entries} >= {1, 2, 3, 4, 130}
    assert any("details" in entry for entry in entries)

    # That the schema can fail: no member may be missing, of another type or added.
    for entry in entries:
        for name in entry:
            if name == "details" or (entry["event"] == "fault" and name not in
                                     ("time", "level", "event", "message", "kind", "status", "stage")):
                continue
            for change in ("missing", "of another type", "added"):
                changed = copy.deepcopy(entry)
                if change == "missing" and not (entry["event"] == "fault" and name == "stage"):
                    del changed[name]
                elif change == "of another type":
                    changed[name] = {}
                else:
                    changed[name + "_"] = 1
                assert not VALIDATOR.is_valid(changed), f"{name} {change}: {changed}"
    print(f"{len(entries)} lines of logs are as docs/schemas/log.schema.json says")


main()
