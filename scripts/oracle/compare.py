#!/usr/bin/env python3
"""Compares an exported data set, row by row, with tiktoken and the stock chat template.

Usage: prep export DIR --format jsonl --unpacked > rows.jsonl
       python3 scripts/oracle/compare.py rows.jsonl INPUT... [--template T] [--train-on T]

Each line of rows.jsonl is {"input_ids","labels","file","line"}: `file` is the input's path or its
number from 0, `line` its number from 1. The line is read again from the input, rendered by the
template's jinja text, encoded by tiktoken and masked by the template's structure; whole rows and
labels must be equal. Prints counts and the first differences. Exit code 1 on any difference or
where nothing was compared.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys

import llama


def open_lines(path: str):
    """The lines of a plain, gzip or zstd file, told by its first bytes; empty ones too."""
    with open(path, "rb") as file:
        magic = file.read(4)
    if magic[:2] == b"\x1f\x8b":
        return gzip.open(path, "rb")
    if magic == b"\x28\xb5\x2f\xfd":
        return subprocess.Popen(["zstd", "-dcq", path], stdout=subprocess.PIPE).stdout
    return open(path, "rb")


class Inputs:
    """Lines of the inputs by file and number; quick where they are asked for in order."""

    def __init__(self, paths: list[str]):
        self.paths = []
        for path in paths:
            if os.path.isdir(path):
                names = (os.path.join(d, n) for d, _, found in os.walk(path) for n in found)
                self.paths += sorted(names)
            else:
                self.paths.append(path)
        self.current = None

    def path(self, file) -> str:
        if isinstance(file, int):
            return self.paths[file]
        same = [p for p in self.paths if os.path.abspath(p) == os.path.abspath(file)]
        named = [p for p in self.paths if os.path.basename(p) == os.path.basename(file)]
        if not same and len(named) != 1:
            sys.exit(f"no input given is the file {file!r} that rows came from")
        return (same or named)[0]

    def line(self, file, number: int) -> bytes:
        path = self.path(file)
        if self.current is None or self.current[0] != path or number <= self.current[2]:
            self.current = [path, iter(open_lines(path)), 0]
        text = b""
        while self.current[2] < number:
            text = next(self.current[1], None)
            if text is None:
                sys.exit(f"{path} has {self.current[2]} lines; a row came from line {number}")
            self.current[2] += 1
        return text.removeprefix(b"\xef\xbb\xbf") if number == 1 else text


def first_difference(found: list[int], wanted: list[int]) -> str:
    index = next((i for i, (a, b) in enumerate(zip(found, wanted)) if a != b),
                 min(len(found), len(wanted)))
    part = slice(max(index - 2, 0), index + 4)
    return (f"at {index} of {len(found)} (expected {len(wanted)}): "
            f"found {found[part]}, expected {wanted[part]}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rows", help="output of prep export --format jsonl --unpacked, - for stdin")
    parser.add_argument("inputs", nargs="+", help="the files that the data set was built of")
    parser.add_argument("--template", default="llama-3.1", choices=list(llama.TEMPLATES))
    parser.add_argument("--train-on", default="assistant", choices=["assistant", "last", "all"])
    parser.add_argument("--show", type=int, default=5, help="differences to print (default 5)")
    options = parser.parse_args()

    oracle = llama.Oracle(options.template, options.train_on)
    inputs = Inputs(options.inputs)
    compared = equal = tokens = trained = 0
    rows = sys.stdin if options.rows == "-" else open(options.rows, encoding="utf-8")
    for text in rows:
        row = json.loads(text)
        found = llama.record(json.loads(inputs.line(row["file"], row["line"])))
        compared += 1
        problems = []
        if found is None:
            problems.append("the line is no record of a known form")
        else:
            ids, labels = oracle.row(*found)
            tokens += len(ids)
            trained += sum(label != llama.UNTRAINED for label in labels)
            if row["input_ids"] != ids:
                problems.append("input_ids " + first_difference(row["input_ids"], ids))
            if row["labels"] != labels:
                problems.append("labels " + first_difference(row["labels"], labels))
        equal += not problems
        if problems and compared - equal <= options.show:
            print(f"{row['file']}:{row['line']}: " + "; ".join(problems))
    print(f"{compared} rows compared, {equal} equal, {compared - equal} different "
          f"({tokens} tokens, {trained} trained)")
    return 0 if compared > 0 and equal == compared else 1


if __name__ == "__main__":
    sys.exit(main())
