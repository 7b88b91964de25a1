#!/usr/bin/env python3
"""Recomputes every figure of a report from the inputs, the exports and the rejected records.

Usage: Tests/System/report/recompute.py PAGE DIR INPUT... [--prep PREP] [--changes N]
                                              [--compared DIR2 INPUT2...]

The ids and masks of each kept record are made anew by tiktoken and the stock chat template's text
(Tests/System/oracle/llama.py), and must be those of `prep export`; all figures are counted from them,
never from report.json. For data sets of --overlong drop, the template llama-3.1 and records without
tools. Of languages, which only the build tells, the sum is checked. Exit code 1 on any difference.
"""

import argparse
import collections
import hashlib
import json
import os
import pathlib
import random
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "oracle"))
import llama  # noqa: E402
import page  # noqa: E402

STAGES = {
    "json": ["oversized_line", "malformed_json", "invalid_utf8", "not_an_object"],
    "where": ["excluded"],
    "sound": ["unknown_schema", "missing_field", "wrong_type", "empty_field", "duplicate_key"],
    "language": ["language"],
    "quality": ["quality", "refusal", "pattern"],
    "template": ["template_error", "special_tokens", "no_trained_tokens"],
    "length": ["too_short", "too_long"],
    "validation set": ["contaminated"],
    "duplicates": ["duplicate"],
    "cap": ["cap"],
}
TOKENIZED = ["length", "validation set", "duplicates", "cap"]
EMPTY_THOUGHT = re.compile(r"\s*<think>\s*</think>")
POINTS = [("1 %", 1), ("5 %", 5), ("25 %", 25), ("50 % (median)", 50), ("75 %", 75), ("90 %", 90),
          ("95 %", 95), ("99 %", 99), ("99.9 %", 99.9), ("all", 100)]


def count(number: int) -> str:
    return f"{number:,}"


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole if whole else 0:.2f} %"


def edges(length: int) -> tuple[int, int]:
    """The bin of half an octave that a length falls into."""
    power = 1 << (length.bit_length() - 1)
    middle = power + power // 2
    if power == 1:
        return 1, 1
    return (power, middle - 1) if length < middle else (middle, 2 * power - 1)


class Record:
    """A line of an input, and what the template and tiktoken make of it."""

    def __init__(self, oracle: llama.Oracle, line: bytes):
        self.value = json.loads(line)
        self.form, self.content, tools = llama.record(self.value)
        assert not tools, "this test knows no tools"
        self.ids, self.labels = oracle.row(self.form, self.content)
        self.trained = sum(label != llama.UNTRAINED for label in self.labels)
        self.stretches = list(merged(self.pieces(oracle)))
        said = [t for kind, t in self.texts() if t]
        self.text_bytes = sum(len(t.encode()) for t in said)
        self.text_tokens = sum(len(oracle.ordinary(t)) for t in said)
        self.prompt = sum(len(oracle.ordinary(t)) for kind, t in self.texts() if kind == "prompt")
        self.template = len(self.ids) - self.trained - self.prompt

    def texts(self):
        """What the record says, turn by turn, with whether it is trained."""
        if self.form == "text":
            return [("trained", self.content)]
        return [
            ("trained" if m["role"] == "assistant" and m.get("trained", True) else "prompt",
             m["content"].strip()) for m in self.content]

    def pieces(self, oracle):
        """The rendered text in stretches: trained, prompt, template."""
        yield "template", "<|begin_of_text|>"
        if self.form == "text":
            yield "trained", self.content
            yield "trained", "<|end_of_text|>"
            return
        texts = self.texts()
        for index, piece in oracle.pieces(self.content, {}):
            kind, text = texts[index] if index is not None else ("prompt", "")
            body = piece.removesuffix("<|eot_id|>")
            assert body.endswith(text)
            yield "template", body[: len(body) - len(text)]
            yield kind, text
            yield ("trained" if kind == "trained" else "template"), "<|eot_id|>"


def merged(stretches):
    """Stretches of one kind that follow one another, as one; a template's line ends are arrows."""
    last, text = None, ""
    for kind, part in stretches:
        part = page.visible(part.replace("\n", "↵"), True) if kind == "template" else page.visible(part)
        if not part:
            continue
        if kind != last and text:
            yield last, text
            text = ""
        last, text = kind, text + part
    if text:
        yield last, text


class DataSet:
    """All that is to be known of a data set."""

    def __init__(self, prep: str, directory: str, inputs: list[str]):
        self.prep, self.directory, self.inputs = prep, directory, inputs
        self.oracle = llama.Oracle()
        self.options = json.loads(pathlib.Path(directory, "manifest.json").read_text())["options"]
        self.row_length = int(self.options["sequence_length"])
        self.lines = {}
        for path in inputs:
            for number, line in enumerate(pathlib.Path(path).read_bytes().split(b"\n"), 1):
                if line.strip(b" \t\r"):
                    self.lines[path, number] = line
        self.rejected = self.read_rejected()
        self.split_of = self.read_splits()
        self.records = {}
        for row in self.export("--unpacked"):
            place = row["file"], row["line"]
            record = Record(self.oracle, self.lines[place])
            assert (record.ids, record.labels) == (row["input_ids"], row["labels"]), place
            self.records[place] = record
        assert set(self.split_of) == set(self.records)
        assert len(self.records) + len(self.rejected) == len(self.lines)
        self.dropped = {
            place: Record(self.oracle, self.lines[place]) for place, row in self.rejected.items()
            if row["reason"] in [r for stage in TOKENIZED for r in STAGES[stage]]}
        self.rows = collections.defaultdict(list)
        for row in self.export():
            self.rows[row["split"]].append(row)

    def export(self, *flags: str):
        command = [self.prep, "export", self.directory, "--format", "jsonl", *flags]
        output = subprocess.run(command, check=True, capture_output=True).stdout
        return [json.loads(line) for line in output.splitlines()]

    def read_rejected(self) -> dict:
        rows = {}
        for path in sorted(pathlib.Path(self.directory, "rejected").glob("*.jsonl")):
            for line in path.read_text().splitlines():
                row = json.loads(line)
                assert (row["file"], row["line"]) not in rows
                rows[row["file"], row["line"]] = row
        for place, row in rows.items():
            assert row["byte_count"] == len(self.lines[place].rstrip(b"\r")), place
        return rows

    def read_splits(self) -> dict:
        command = [self.prep, "export", self.directory, "--format", "csv"]
        rows = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        splits = {}
        for row in rows[1:]:
            # A path may hold commas.
            fields = row.rsplit(",", 5)
            splits[fields[0].strip('"'), int(fields[1])] = fields[3]
        return splits

    # Sums

    def sum(self, key) -> int:
        return sum(key(record) for record in self.records.values())

    @property
    def tokens(self):
        return self.sum(lambda r: len(r.ids))

    @property
    def trained(self):
        return self.sum(lambda r: r.trained)

    @property
    def prompt(self):
        return self.sum(lambda r: r.prompt)

    @property
    def template(self):
        return self.sum(lambda r: r.template)

    @property
    def all_rows(self) -> list:
        return [row for rows in self.rows.values() for row in rows]

    @property
    def places(self) -> int:
        assert all(len(row["input_ids"]) == self.row_length for row in self.all_rows)
        return len(self.all_rows) * self.row_length

    def reasons(self) -> collections.Counter:
        return collections.Counter(row["reason"] for row in self.rejected.values())

    @property
    def too_long(self) -> list:
        return [r for place, r in self.dropped.items()
                if self.rejected[place]["reason"] == "too_long"]

    def percentiles(self):
        lengths = sorted(len(r.ids) for r in self.records.values())
        for name, point in POINTS:
            rank = max(1, -(-len(lengths) * round(point * 1000) // 100_000))
            yield name, lengths[rank - 1]

    def messages(self):
        for record in self.records.values():
            if record.form != "text":
                yield from record.content

    def noted(self) -> dict[str, int]:
        """Counts of kept records."""
        bodies = collections.Counter(
            json.dumps([[m["role"], m["content"].strip()] for m in r.content])
            if r.form != "text" else r.content for r in self.records.values())
        return {
            "records equal to one before, and kept": sum(n - 1 for n in bodies.values()),
            "records with tools": 0,
            "tool calls": 0,
            "answers with thoughts": sum("thought" in m for m in self.messages()),
            "answers with empty thoughts": sum(
                bool(EMPTY_THOUGHT.match(m.get("content") or m.get("value") or ""))
                for r in self.records.values()
                for m in r.value.get("messages") or r.value.get("conversations") or []
                if isinstance(m.get("content") or m.get("value"), str)),
            "answers that their records mark as not to be trained": sum(
                m.get("trained") is False and m["role"] == "assistant" for m in self.messages()),
            "texts beside tool calls, left out": 0,
        }

    def special_tokens(self) -> collections.Counter:
        hits = collections.Counter()
        for record in self.records.values():
            for _, text in record.texts():
                for name in llama.SPECIALS:
                    if text.count(name):
                        hits[name] += text.count(name)
        return hits

    def shards(self) -> list[pathlib.Path]:
        return list(pathlib.Path(self.directory, "shards").iterdir())

    @property
    def bytes_in(self) -> int:
        return sum(os.path.getsize(path) for path in self.inputs)

    def sources(self):
        found = collections.defaultdict(list)
        for record in self.records.values():
            named = [record.value.get(k) for k in ("source_dataset", "source")]
            names = [name for name in named if isinstance(name, str)] + [""]
            found[page.visible(names[0], True) or "(none named)"].append(record)
        return found


class Check:
    """Compares what stands in the page with what was counted; remembers which tables were compared."""

    def __init__(self, root: page.Element):
        self.root = root
        self.sections = {s.attributes["id"]: s for s in root.first("main").all("section")
                         if "id" in s.attributes}
        self.tables = {name: page.tables(section) for name, section in self.sections.items()}
        self.compared = 0
        self.problems = []

    def equal(self, found, expected, what: str) -> None:
        self.compared += 1
        if found != expected:
            self.problems.append(f"{what}: found {found!r}, expected {expected!r}")

    def table(self, section: str, caption: str, expected: dict[str, list[str]]) -> None:
        self.equal(self.tables[section].pop(caption, None), expected, f"{section}, {caption}")

    def rows(self, section: str, caption: str, expected: dict[str, str]) -> None:
        self.table(section, caption, {name: [value] for name, value in expected.items()})


def shares(parts: dict[str, int]) -> dict[str, list[str]]:
    total = sum(parts.values())
    return {name: [count(n), percent(n, total)] for name, n in [*parts.items(), ("all", total)]}


def check_figures(check: Check, data: DataSet) -> None:
    read, kept, rejected = len(data.lines), len(data.records), len(data.rejected)
    check.table("records", "Records read", shares({"kept": kept, "rejected": rejected}))
    reasons = data.reasons()
    byte_counts = collections.Counter()
    for row in data.rejected.values():
        byte_counts[row["reason"]] += row["byte_count"]
    check.table("records", "Rejected records, by reason", {
        reason: [count(n), percent(n, read), count(byte_counts[reason])]
        for reason, n in reasons.items()})
    left, tokens = read, data.tokens + sum(len(r.ids) for r in data.dropped.values())
    stages = {"read": [count(read), percent(read, read), "–"]}
    for stage, own in STAGES.items():
        left -= sum(reasons[reason] for reason in own)
        tokens -= sum(len(r.ids) for place, r in data.dropped.items()
                      if data.rejected[place]["reason"] in own)
        stages[stage] = [
            count(left), percent(left, read), count(tokens) if stage in TOKENIZED else "–"]
    check.table("records", "Left after each filter, in the order of judging", stages)
    forms = collections.Counter(r.form for r in data.records.values())
    found = check.tables["records"].pop("Forms of records")
    check.equal({n: c[0] for n, c in found.items() if c[0] != "0"},
                {n: count(c) for n, c in forms.items()}, "forms")
    check.equal(sum(int(c[1].replace(",", "")) for c in found.values()), rejected,
                "rejected records of all forms")

    check.table("tokens", "Tokens in rows, by what they are for", shares({
        "trained: what the model learns to say": data.trained,
        "prompt: what it only reads": data.prompt,
        "template: headers and marks of turns": data.template}))
    text_bytes, text_tokens = data.sum(lambda r: r.text_bytes), data.sum(lambda r: r.text_tokens)
    check.rows("tokens", "What was cut, repeated and read", {
        "tokens cut off": "0", "records cut off": "0", "conversations in several parts": "0",
        "their parts": "0", "tokens repeated at the start of parts": "0",
        "bytes of text (UTF-8)": count(text_bytes), "tokens of text": count(text_tokens),
        "bytes a token of text": f"{text_bytes / text_tokens:.2f}"})
    check_lengths(check, data)
    check_rows(check, data)

    pairs = check.tables.get("languages", {}).pop(
        "Kept records by the languages of prompt and answer", None)
    if pairs:
        numbers = [int(cells[0].replace(",", "")) for cells in pairs.values()]
        check.equal(sum(numbers), kept, "languages of all records")
        check.equal([cells[1] for cells in pairs.values()], [percent(n, kept) for n in numbers],
                    "shares of languages")
    check.table("sources", "Kept records by source", {
        name: [count(len(own)), count(sum(len(r.ids) for r in own)),
               percent(sum(len(r.ids) for r in own), data.tokens),
               count(sum(r.trained for r in own))] for name, own in data.sources().items()})
    check_contents(check, data)


def check_lengths(check: Check, data: DataSet) -> None:
    kept = [len(r.ids) for r in data.records.values()]
    too_long = [len(r.ids) for r in data.too_long]
    caption = "Records by their length before any is cut, split or dropped for it"
    bins, length = {}, min(kept + too_long)
    while edges(length)[0] <= max(kept + too_long):
        low, high = edges(length)
        bins[f"{count(low)} to {count(high)}"] = [
            count(sum(low <= n <= high for n in own)) for own in (kept, too_long)]
        length = high + 1
    check.table("lengths", caption, bins)
    check.rows("lengths", "Tokens per kept record", {
        name: count(length) for name, length in data.percentiles()})
    both = len(kept) + len(too_long)
    over = {}
    for limit in (512, 1024, 2048, 4096, 8192):
        numbers = [sum(n > limit for n in own) for own in (kept, too_long)]
        over[f"more than {count(limit)}"] = [*map(count, numbers), percent(sum(numbers), both)]
    check.table("lengths", "Records longer than usual rows", over)


def check_rows(check: Check, data: DataSet) -> None:
    padding = data.places - data.tokens
    check.table("rows", "Places in rows", shares(
        {"tokens of records": data.tokens, "padding": padding}))
    stored = sum(path.stat().st_size for path in data.shards())
    check.rows("rows", "Rows and shards", {
        "rows": count(len(data.all_rows)), "tokens a row": count(data.row_length),
        "segments: records, or parts of them, in rows": count(
            sum(len(row["segment_lengths"]) for row in data.all_rows)),
        "shards": count(len(data.shards())), "bytes of all shards": count(stored),
        "bytes a token, as stored": f"{stored / data.tokens:.3f}"})
    for split, rows in data.rows.items():
        own = [r for place, r in data.records.items() if data.split_of[place] == split]
        tokens = sum(len(r.ids) for r in own)
        check.rows("rows", f"Split {split}", {
            "records": count(len(own)), "rows": count(len(rows)), "tokens": count(tokens),
            "tokens trained": count(sum(r.trained for r in own)),
            "tokens of padding": count(len(rows) * data.row_length - tokens)})


def check_contents(check: Check, data: DataSet) -> None:
    found = check.tables["contents"].pop("In kept records")
    check.equal(found, {name: [count(n)] for name, n in data.noted().items()}, "counts")
    hits = {name: count(n) for name, n in data.special_tokens().items()}
    if hits:
        check.rows("contents", "Special tokens spelled out in kept records", hits)
    unread = check.tables["contents"].pop("Fields that nothing reads", {})
    for name, cells in unread.items():
        holding = sum(name in r.value for r in data.records.values())
        check.equal(cells, [count(holding)], f"records with the field {name}")


def check_summary(check: Check, data: DataSet) -> None:
    read, kept, tokens = len(data.lines), len(data.records), data.tokens
    header = check.root.first("header")
    files = len(data.inputs)
    megabytes = data.bytes_in / 1000
    size = f"{megabytes:.1f} kB" if megabytes < 1000 else f"{megabytes / 1000:.1f} MB"
    check.equal(header.first("p", "lead").line, (
        f"{count(kept)} of {count(read)} records were kept, from {size} in {files} input "
        f"{'file' if files == 1 else 'files'}, rendered with the chat template llama-3.1 and packed "
        f"into {count(len(data.all_rows))} rows of {count(data.row_length)} tokens: {count(tokens)} "
        f"tokens, of which {count(data.trained)} ({percent(data.trained, tokens)}) are trained on."),
        "the sentence")
    points = dict(data.percentiles())
    check.equal([tuple(part.line for part in figure.children if not isinstance(part, str))
                 for figure in header.first("dl").all("div")], [
        ("records kept", count(kept), f"{percent(kept, read)} of those read"),
        ("records rejected", count(read - kept), f"{percent(read - kept, read)} of those read"),
        ("tokens", count(tokens), f"in {count(len(data.all_rows))} rows"),
        ("tokens trained", count(data.trained), f"{percent(data.trained, tokens)} of all"),
        ("of the rows is full", percent(tokens, data.places),
         f"{count(data.places - tokens)} tokens of padding"),
        ("tokens, median record", count(points["50 % (median)"]),
         f"the longest has {count(points['all'])}")], "the figures at the top")


def shown_stretches(segment: page.Element) -> list[tuple[str, str]]:
    found = []
    for element in segment.first("div", "text").all():
        kind = {"mark": "trained"}.get(element.tag) or next(
            (n for n in ("prompt", "template") if element.has_class(n)), None)
        if kind is None:
            continue
        if found and found[-1][0] == kind:
            found[-1] = kind, found[-1][1] + element.text
        else:
            found.append((kind, element.text))
    return found


def check_segment(check: Check, segment: page.Element, record: Record, what: str) -> None:
    note = segment.first("p", "note").line
    check.equal(note, f"{count(len(record.ids))} tokens: {count(record.trained)} trained "
                f"{count(record.prompt)} prompt {count(record.template)} template", what)
    if segment.first("span", "cut") is None:
        check.equal(shown_stretches(segment), record.stretches, what)


def check_samples(check: Check, data: DataSet) -> None:
    shown = 0
    for item in check.sections["row-sample"].all("details", "item"):
        split, _, number = item.first("summary").first("b").line.split(" ")
        row = data.rows[split][int(number.replace(",", ""))]
        segments = [s for s in item.all("section", "segment")]
        check.equal(len(segments), len(row["segment_lengths"]), "segments of a row")
        trained = sum(label != llama.UNTRAINED for label in row["labels"])
        check.equal(item.first("summary").first("span", "note").line, (
            f"{count(len(segments))} {'record' if len(segments) == 1 else 'records'}, "
            f"{count(sum(row['segment_lengths']))} of {count(data.row_length)} tokens, "
            f"{count(trained)} trained"), "the row's heading")
        start = 0
        for index, (segment, length) in enumerate(zip(segments, row["segment_lengths"])):
            number, place = segment.first("h3").line.split(" ", 1)
            check.equal(number, f"{index + 1}/{len(segments)}", "the number of a segment")
            path, line = place.rsplit(":", 1)
            record = data.records[path, int(line)]
            check.equal(record.ids, row["input_ids"][start : start + length], place)
            check_segment(check, segment, record, place)
            start += length
            shown += 1
    for item in check.sections["record-sample"].all("details", "item"):
        path, line = item.first("summary").first("b").line.rsplit(":", 1)
        record = data.records[path, int(line)]
        check.equal(item.first("summary").first("span", "note").line,
                    f"{count(len(record.ids))} tokens", "a record's heading")
        check_segment(check, item.first("section", "segment"), record, f"{path}:{line}")
        shown += 1
    assert shown > 20, f"{shown} segments shown"


def check_rejected(check: Check, data: DataSet) -> None:
    reasons = data.reasons()
    found = {}
    for item in check.sections["rejected"].all("details", "item"):
        reason = item.first("summary").first("b").line
        number = reasons[reason]
        found[reason] = number
        check.equal(item.first("summary").first("span", "note").line, (
            f"{count(number)} {'record' if number == 1 else 'records'}, "
            f"{percent(number, len(data.lines))} of those read"), reason)
        for segment in item.all("section", "segment"):
            path, line = segment.first("h3").line.rsplit(":", 1)
            row = data.rejected[path, int(line)]
            check.equal(row["reason"], reason, f"{path}:{line}")
            check.equal(segment.first("p", "detail").text, page.visible(row["detail"]), "a detail")
            check.equal(segment.first("p", "note").line.split(";")[0], (
                f"byte {count(row['byte_offset'])} of the input, {count(row['byte_count'])} bytes"),
                f"{path}:{line}")
            text = segment.first("div", "raw")
            if "raw" in row and segment.first("span", "cut") is None:
                check.equal(text.text, page.visible(row["raw"]), f"{path}:{line}")
    check.equal(found, dict(reasons), "reasons")


def figures(data: DataSet) -> dict[str, dict[str, str]]:
    """The figures that two data sets are compared by, as they are shown, by section."""
    read, kept, tokens = len(data.lines), len(data.records), data.tokens
    noted = data.noted()
    points = [("p" + name.split(" ")[0] if name != "all" else "max", n)
              for name, n in data.percentiles()]
    records = {
        "read": count(read), "kept": count(kept), "kept of those read": percent(kept, read),
        "rejected": count(read - kept),
        **{f"rejected: {reason}": count(n) for reason, n in data.reasons().items()},
        "kept, and equal to one before": count(noted["records equal to one before, and kept"]),
        "kept, and with tools": "0", "tool calls": "0",
        "answers not trained by their mark": count(
            noted["answers that their records mark as not to be trained"]),
        "answers with thoughts": count(noted["answers with thoughts"]),
        "texts beside calls left out": "0"}
    kinds = {}
    for name, number in (("trained", data.trained), ("prompt", data.prompt),
                         ("template", data.template)):
        kinds[name] = count(number)
        kinds[f"{name}, of all"] = percent(number, tokens)
    ratio = data.sum(lambda r: r.text_bytes) / data.sum(lambda r: r.text_tokens)
    rows = {
        "rows": count(len(data.all_rows)), "tokens a row": count(data.row_length),
        "full": percent(tokens, data.places), "padding": count(data.places - tokens),
        "shards": count(len(data.shards())),
        "in shards": count(sum(path.stat().st_size for path in data.shards())) + " bytes"}
    for split, own in data.rows.items():
        rows[f"{split}: records"] = count(sum(s == split for s in data.split_of.values()))
        rows[f"{split}: rows"] = count(len(own))
    lengths = [len(r.ids) for r in [*data.records.values(), *data.too_long]]
    return {
        "Records": records,
        "Tokens": {"all": count(tokens), **kinds, "cut off": "0", "repeated": "0",
                   "bytes of text a token": f"{ratio:.2f}"},
        "Rows": rows,
        "Tokens per kept record": {name: count(n) for name, n in points},
        "Records longer than so many tokens": {
            str(limit): count(sum(n > limit for n in lengths))
            for limit in (512, 1024, 2048, 4096, 8192)},
        "Sources of kept records": {
            name: count(len(own)) for name, own in data.sources().items()},
        "Forms of kept records": {
            name: count(n) for name, n in
            collections.Counter(r.form for r in data.records.values()).items()},
        "Special tokens spelled out in kept records": {
            name: count(n) for name, n in data.special_tokens().items()},
    }


def difference(first: str, second: str) -> str:
    """How much more the second is, with its sign and unit."""
    if first == second or "–" in (first, second):
        return ""
    a, b = (float(text.split(" ")[0].replace(",", "")) for text in (first, second))
    text = f"{abs(b - a):.2f}" if "." in first else count(int(abs(b - a)))
    unit = " points" if first.endswith("%") else ""
    return ("+" if b > a else "−") + text + unit


def check_making(check: Check, data: DataSet) -> None:
    tables = check.tables["making"]
    check.equal(check.sections["making"].first("p").line, (
        f"{len(data.inputs)} input {'file' if len(data.inputs) == 1 else 'files'} of "
        f"{count(data.bytes_in)} bytes, decompressed."), "the inputs in a sentence")
    check.equal(tables.pop("Inputs"), {
        path: ["plain", count(os.path.getsize(path))] for path in data.inputs}, "inputs")
    model = pathlib.Path(llama.CACHE, "tokenizer.model").read_bytes()
    identity = tables.pop("Identity and versions")
    check.equal(identity["tokenizer (SHA-256)"], [hashlib.sha256(model).hexdigest()], "tokenizer")
    shown = {name: cells[0] for name, cells in tables.pop("Options of the build").items()}
    check.equal(shown, {
        name: value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
        for name, value in data.options.items()}, "options")
    log = json.loads(pathlib.Path(data.directory, "run-log.json").read_text())
    memory = log["peak_rss_bytes"] / 1e6
    run = tables.pop("The run")
    check.equal(run["memory"], [f"{memory:.1f} MB"], "memory")
    check.equal(run["time"], [f"{log['seconds']:.1f} s"], "time")
    speed = data.bytes_in / log["seconds"] / 1e6
    check.equal(run["input a second"], [f"{speed:.1f} MB/s"], "speed")


def check_comparison(check: Check, data: DataSet, other: DataSet) -> None:
    tables = check.tables["comparison"]
    first, second = figures(data), figures(other)
    changed = 0
    for caption in first:
        expected = {}
        for name in first[caption] | second[caption]:
            a, b = first[caption].get(name, "–"), second[caption].get(name, "–")
            expected["≠ " * (a != b) + name] = [a, b, difference(a, b)]
            changed += a != b
        found = tables.pop(caption, {})
        if caption == "Forms of kept records":
            # Forms of which none was kept stand there too.
            found = {n: c for n, c in found.items() if c[:2] not in (["0", "0"], ["0", "–"], ["–", "0"])}
        # Percentages are rounded after they are subtracted: the last digit may be another.
        for name, cells in found.items():
            if cells[2].endswith(" points") and name in expected:
                own = expected[name][2]
                check.equal(own[0] == cells[2][0] and abs(float(own[1:-7]) - float(
                    cells[2][1:-7])) < 0.011, True, f"comparison, {caption}, {name}")
                expected[name][2] = cells[2]
        check.equal(found, expected, f"comparison, {caption}")
    assert changed > 20, f"{changed} figures differ"
    names = {"Made by", "Made of", "Options", "Fields that nothing reads",
             "Languages of kept records (prompt → answer)"}
    check.equal(set(tables) - names, set(), "sections of the comparison that were not compared")
    for caption, data_set in ((0, data), (1, other)):
        pairs = tables.get("Languages of kept records (prompt → answer)", {})
        numbers = [int(c[caption].replace(",", "")) for c in pairs.values() if c[caption] != "–"]
        if numbers:
            check.equal(sum(numbers), len(data_set.records), "languages in the comparison")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("page")
    parser.add_argument("directory")
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--prep", default=".build/release/prep")
    parser.add_argument("--compared", nargs="+", metavar="DIR2 INPUT2", default=None)
    parser.add_argument("--changes", type=int, default=0, metavar="N", help=(
        "change a digit of the page N times, each of which must be noticed"))
    options = parser.parse_args()

    data = DataSet(options.prep, options.directory, options.inputs)
    other = options.compared and DataSet(options.prep, options.compared[0], options.compared[1:])
    text = pathlib.Path(options.page).read_text(encoding="utf-8")
    check = checked(text, data, other)
    for problem in check.problems[:20]:
        print(problem)
    print(f"{check.compared} comparisons, {len(check.problems)} differences")
    missed = 0
    for place, changed in changes(text, options.changes):
        if not checked(changed, data, other).problems:
            missed += 1
            print(f"a changed digit was not noticed: {text[place - 80 : place + 20]!r}")
    if options.changes:
        print(f"{options.changes} changed digits, {missed} not noticed")
    return 1 if check.problems or missed else 0


def checked(text: str, data: DataSet, other: DataSet | None) -> Check:
    check = Check(page.parse(text))
    check_summary(check, data)
    check_figures(check, data)
    check_samples(check, data)
    check_rejected(check, data)
    check_making(check, data)
    if other:
        check_comparison(check, data, other)
    left = {f"{section}, {caption}" for section, tables in check.tables.items()
            for caption in tables if section != "comparison"}
    check.equal(left, set(), "tables that were not compared")
    return check


def changes(text: str, number: int):
    """The page with one digit of a figure in a table changed, at places by chance.

    Counts by language are told by the build alone, and fields of rejected records by nobody.
    """
    cells = [m.start(1) for m in re.finditer(r'<td class="(?:n|share)">(?:<span>)?[+−]?(\d)', text)]
    for place in random.Random(number).sample(cells, min(number, len(cells))):
        digit = str((int(text[place]) + 1) % 10)
        yield place, text[:place] + digit + text[place + 1:]


if __name__ == "__main__":
    sys.exit(main())
