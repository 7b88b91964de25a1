#!/usr/bin/env python3
"""Compares an exported data set, record by record, with tiktoken and the stock chat template.

Usage: prep export DIR --format jsonl --unpacked > rows.jsonl
       python3 Tests/System/oracle/compare.py rows.jsonl INPUT... [--rejected DIR/rejected]
                                              [--sequence-length N] [--overlong drop|split]
                                              [--reasoning drop|last|keep]
                                              [--template T] [--train-on T] [--date D]

Each line of rows.jsonl is {"input_ids","labels","file","line"}, in input order. Every line of the
inputs is read again: where a row came from it, the line is rendered by the template's jinja text,
encoded by tiktoken and masked by the template's structure, and the whole row and its labels must
be equal; any other line must be blank or, with --rejected, stand there once. A record rejected as
too_long must have more ids than --sequence-length, a kept one no more. With --overlong split a
longer conversation is cut here too, by rendering ever more of its turns as a conversation of their
own, and each part must be equal. Prints counts and the first differences. Exit code 1 on any
difference or where nothing was compared.
"""

import argparse
import collections
import glob
import gzip
import json
import os
import subprocess
import sys

import jinja2.exceptions

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


def all_files(paths: list[str]):
    """The files given and those below the directories given, in the order they are read."""
    for path in paths:
        if os.path.isdir(path):
            yield from sorted(os.path.join(d, n) for d, _, found in os.walk(path) for n in found)
        else:
            yield path


def place(value) -> tuple[str, int]:
    return os.path.abspath(value["file"]), value["line"]


def read_rejected(folder: str) -> dict[tuple[str, int], str]:
    reasons = {}
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "*.jsonl"))):
        with open(path, encoding="utf-8") as file:
            for line in file:
                value = json.loads(line)
                if place(value) in reasons:
                    sys.exit(f"{value['file']}:{value['line']} stands twice in {folder}")
                reasons[place(value)] = value["reason"]
    return reasons


def first_difference(found: list[int], wanted: list[int]) -> str:
    index = next((i for i, (a, b) in enumerate(zip(found, wanted)) if a != b),
                 min(len(found), len(wanted)))
    part = slice(max(index - 2, 0), index + 4)
    return (f"at {index} of {len(found)} (expected {len(wanted)}): "
            f"found {found[part]}, expected {wanted[part]}")


class Comparison:
    def __init__(self, options):
        self.oracle = llama.Oracle(
            options.template, options.train_on, options.date, options.reasoning)
        self.reasons = read_rejected(options.rejected) if options.rejected else {}
        self.options = options
        self.counts = collections.Counter()
        self.rejected = collections.Counter()

    def problem(self, where: tuple[str, int], text: str) -> None:
        self.counts["different"] += 1
        if self.counts["different"] <= self.options.show:
            print(f"{where[0]}:{where[1]}: {text}")

    def expected(self, line: bytes):
        """The ids and labels of a line, or None where it is no record of a known form."""
        found = llama.record(json.loads(line))
        return found and self.oracle.row(*found)

    def expected_parts(self, line: bytes):
        """The ids and labels of each part of a record that is longer than a row; the record's own
        where it is not; None where it is no record of a known form."""
        found = llama.record(json.loads(line))
        if not found:
            return None
        form, messages, tools = found
        limit = self.options.sequence_length
        whole = self.oracle.row(*found)
        if self.options.overlong != "split" or len(whole[0]) <= limit:
            return [whole]
        if form == "text":
            return []
        system, turns = ([], messages)
        if messages[0]["role"] == "system":
            system, turns = messages[:1], messages[1:]
        # A user's turn begins an exchange where another role has spoken before it; system messages at
        # the start do not count.
        exchanges, before = [[]], "user"
        for turn in turns:
            if turn["role"] == "user" and before != "user":
                exchanges.append([])
            exchanges[-1].append(turn)
            if turn["role"] != "system" or exchanges[-1][0]["role"] != "system":
                before = turn["role"]
        # Of the flags of a turn, if any, this is all that matters here: is it trained?
        answered = [i for i, e in enumerate(exchanges)
                    if any(t.get("trained", t["role"] == "assistant") for t in e)]
        parts, start = [], 0
        while len(exchanges) > 1 and start < len(exchanges):
            end, row = start, None
            while end < len(exchanges):
                run = system + [turn for exchange in exchanges[start:end + 1] for turn in exchange]
                longer = self.oracle.row(form, run, tools)
                if len(longer[0]) > limit:
                    break
                row, end = longer, end + 1
            run = range(start, end)
            spared = all(t.get("trained") is False for i in run for t in exchanges[i])
            trained = {"all": not spared, "last": bool(answered) and answered[-1] in run,
                       "assistant": any(i in run for i in answered)}[self.options.train_on]
            if row is not None and trained:
                parts.append(row)
            start = max(end, start + 1)
        return parts

    def kept_parts(self, where: tuple[str, int], line: bytes, rows: list) -> None:
        """Compares the rows of one line, each a part of it or all of it."""
        parts = self.expected_parts(line)
        if parts is None or len(parts) != len(rows):
            self.counts["compared"] += 1
            return self.problem(where, f"{len(rows)} parts, expected {parts and len(parts)}")
        if "part" in rows[0]:
            self.counts["split"] += 1
            self.counts["parts"] += len(rows)
            numbers = [(row["part"], row["parts"]) for row in rows]
            if numbers != [(n + 1, len(rows)) for n in range(len(rows))]:
                self.problem(where, f"parts are numbered {numbers}")
        for row, part in zip(rows, parts):
            self.compare(where, row, part)

    def compare(self, where: tuple[str, int], row, expected) -> None:
        self.counts["compared"] += 1
        ids, labels = expected
        self.counts["tokens"] += len(ids)
        self.counts["trained"] += sum(label != llama.UNTRAINED for label in labels)
        problems = []
        if row["input_ids"] != ids:
            problems.append("input_ids " + first_difference(row["input_ids"], ids))
        if row["labels"] != labels:
            problems.append("labels " + first_difference(row["labels"], labels))
        limit = self.options.sequence_length
        if limit and len(ids) > limit:
            problems.append(f"kept with {len(ids)} ids, more than {limit}")
        if problems:
            self.problem(where, "; ".join(problems))
        else:
            self.counts["equal"] += 1

    def not_kept(self, where: tuple[str, int], line: bytes) -> None:
        """Accounts for a line that no row came from."""
        reason = self.reasons.pop(where, None)
        if reason is None:
            # JSON Lines has no record in a line of white space.
            if self.options.rejected and line.strip(b" \t\r\n"):
                self.problem(where, "neither kept nor rejected")
            return
        self.rejected[reason] += 1
        if reason == "template_error":
            try:
                if self.expected(line) is not None:
                    self.problem(where, "rejected as template_error, but the template renders it")
            except (jinja2.exceptions.TemplateError, TypeError):
                pass
        limit = self.options.sequence_length
        if reason == "too_long" and limit:
            expected = self.expected(line)
            if expected is not None and self.options.overlong == "split" and (
                    self.expected_parts(line)):
                self.problem(where, "rejected as too_long, but can be split")
            if expected is None or len(expected[0]) <= limit:
                self.problem(where, f"rejected as too_long, but has no more than {limit} ids")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rows", help="output of prep export --format jsonl --unpacked, - for stdin")
    parser.add_argument("inputs", nargs="+", help="the files that the data set was built of")
    parser.add_argument("--rejected", help="the data set's folder of rejected records")
    parser.add_argument("--sequence-length", type=int, help="the longest record that was to be kept")
    parser.add_argument("--overlong", default="drop", choices=["drop", "split"])
    parser.add_argument("--template", default="llama-3.1", choices=list(llama.TEMPLATES))
    parser.add_argument("--date", help="the date that was given to the build; the template's own if not")
    parser.add_argument("--train-on", default="assistant", choices=["assistant", "last", "all"])
    parser.add_argument("--reasoning", default="drop", choices=["drop", "last", "keep"])
    parser.add_argument("--show", type=int, default=5, help="differences to print (default 5)")
    options = parser.parse_args()

    comparison = Comparison(options)
    source = sys.stdin if options.rows == "-" else open(options.rows, encoding="utf-8")
    rows = (json.loads(text) for text in source)
    row = next(rows, None)
    for path in all_files(options.inputs):
        with open_lines(path) as lines:
            for number, line in enumerate(lines, start=1):
                where = (os.path.abspath(path), number)
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if row is not None and place(row) == where:
                    own = []
                    while row is not None and place(row) == where:
                        own.append(row)
                        row = next(rows, None)
                    comparison.kept_parts(where, line, own)
                else:
                    comparison.not_kept(where, line)
    if row is not None:
        comparison.problem(place(row), "a row out of order, or of a line that no input has")
    for where, reason in comparison.reasons.items():
        comparison.problem(where, f"rejected ({reason}), but kept too, or no line of the inputs")

    counts = comparison.counts
    reasons = ", ".join(f"{n} {reason}" for reason, n in sorted(comparison.rejected.items()))
    print(f"{counts['compared']} records compared, {counts['equal']} equal: "
          f"{counts['tokens']} tokens, {counts['trained']} of them trained; "
          + (f"{counts['split']} split in {counts['parts']} parts; " if counts["split"] else "") +
          f"{sum(comparison.rejected.values())} rejected" + (f" ({reasons})" if reasons else "") +
          f"; {counts['different']} differences")
    return 0 if counts["compared"] > 0 and counts["different"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
