"""Measures `prep task init` and `prep task plan` on a run of 1 TB and a thousand million records.

Usage: Benchmarks/tasks/run.sh plan DIRECTORY [--prep PATH] [--files N] [--file-bytes N]
           [--records N] [--keep] [-- OPTIONS…]

There is no data: the inputs are sparse files, and what the tasks before `plan` would have left
(receipts, and the tables that `plan` reads) is written here, with lengths drawn from a log-normal
distribution. `init` and `plan` are the real ones. DIRECTORY must not be there; it is removed at the
end, unless with --keep. It takes some 150 MB of disk. OPTIONS go to `prep task init`. Status 1
where `plan` takes more than 60 s or 2 GiB.
"""
from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import struct
import sys
from pathlib import Path

import xxhash

import measured

SECONDS_LIMIT, BYTES_LIMIT = 60, 2 << 30
# Of the records of an input: those that are rejected, and the bytes of their lines in rejected/.
REJECTED_SHARE, REJECTED_LINE_BYTES = 0.01, 1400
# Lengths of instruction data with their template, in tokens.
MEDIAN_LENGTH, LENGTH_SIGMA = 190, 0.8
VALIDATION_SHARE = 0.005
REJECTED_SECTION_BYTES = 1 << 20
SPLITS = 2
CONCAT_BUCKETS = 4096


def inputs(directory: Path, count: int, byte_count: int) -> Path:
    """Files that take no room."""
    directory.mkdir()
    for number in range(count):
        with open(directory / f"part-{number:05}.jsonl", "wb") as file:
            file.truncate(byte_count)
    return directory


def write_table(path: Path, kind: str, sections: list[bytes]) -> None:
    """Writes a table as `TableWriter` does."""
    with open(path, "wb") as file:
        index = table_header(file, kind)
        for section in sections:
            index += section_entry(file.tell(), len(section), xxhash.xxh3_64_intdigest(section))
            file.write(section)
        table_trailer(file, index)


def write_hollow_table(path: Path, kind: str, byte_count: int, section_bytes: int) -> None:
    """Writes a table whose sections are there by their lengths alone."""
    with open(path, "wb") as file:
        index, offset = table_header(file, kind), file.tell()
        while byte_count > 0:
            size = min(byte_count, section_bytes)
            index += section_entry(offset, size, 0)
            offset, byte_count = offset + size, byte_count - size
        file.seek(offset)
        table_trailer(file, index)


def table_header(file, kind: str) -> bytearray:
    file.write(b"PREPTABL" + kind.ljust(8, "-").encode() + struct.pack("<II", 1, 0))
    return bytearray()


def section_entry(offset: int, byte_count: int, hash64: int) -> bytes:
    return struct.pack("<QQQ", offset, byte_count, hash64)


def table_trailer(file, index: bytes) -> None:
    sections = len(index) // struct.calcsize("<QQQ")
    file.write(index + struct.pack("<QQ", xxhash.xxh3_64_intdigest(index), sections) + b"PREPTEND")


def length_shares(sequence_length: int) -> list[float]:
    """The share of records with each length from 1 on."""
    def below(length: float) -> float:
        return 0.5 * (1 + math.erf(
            math.log(length / MEDIAN_LENGTH) / LENGTH_SIGMA / math.sqrt(2)))

    shares = [below(length + 0.5) - below(length - 0.5) for length in range(1, sequence_length + 1)]
    total = sum(shares)
    return [share / total for share in shares]


def counts(record_count: int, shares: list[float], draw: random.Random) -> list[int]:
    """How many of `record_count` records fall to each share, as if drawn one by one."""
    found = [
        max(0, round(record_count * share + draw.gauss(0, math.sqrt(record_count * share))))
        for share in shares]
    commonest = max(range(len(shares)), key=lambda index: shares[index])
    found[commonest] = max(0, found[commonest] + record_count - sum(found))
    return found


def piece_counts(record_count: int, options: dict, shares: list[float],
                 draw: random.Random) -> bytes:
    """The rows of a split in a table of counts: by length, or by bucket where rows are cut."""
    if options["pack"] == "concat":
        mean = sum(length * share for length, share in enumerate(shares, 1))
        found = counts(record_count, [1 / CONCAT_BUCKETS] * CONCAT_BUCKETS, draw)
        rows = [(bucket, count, round(count * mean)) for bucket, count in enumerate(found)]
    else:
        rows = [
            (length, count, length * count)
            for length, count in enumerate(counts(record_count, shares, draw), 1)]
    return b"".join(struct.pack("<IIQ", *row) for row in rows if row[1] > 0)


def receipt(stage: str, index: int, files: list[str], **more) -> dict:
    return {
        "format": "prep task receipt", "stage": stage, "index": index,
        "files": [{"name": name, "byte_count": 1 << 20, "hash": f"{index:032x}"} for name in files],
        "compressions": [], "units": [], "assemble_tasks": 0, **more}


def unit(task: int, number: int, file: int, offset: int, byte_count: int, records: int) -> dict:
    digest = f"{task << 32 | number:032x}"
    return {
        "format": "prep part receipt", "version": 3, "task": task, "unit": number,
        "unit_byte_count": byte_count, "unit_hash": digest,
        "segments": [{
            "file": file, "file_byte_offset": offset, "unit_byte_offset": 0,
            "byte_count": byte_count, "hash": digest, "lines": records}],
        "records": records, "rejections": {"malformed_json": 1}, "tokens": 250 * records,
        "trained_tokens": 150 * records, "template_tokens": 35 * records, "unread_fields": {},
        "unmet_paths": [], "part_byte_count": byte_count // 2, "part_hash": digest}


def encode_receipts(told: dict, task_count: int, record_count: int) -> list[dict]:
    """What the encode tasks would say: plain files cut into units, each in the tasks it has."""
    unit_bytes = told["identity"]["options"]["unit_size"]
    task_bytes = unit_bytes * told["units_per_task"]
    all_bytes = sum(entry["byte_count"] for entry in told["inputs"])
    receipts = []
    seen = records = 0
    for file, entry in enumerate(told["inputs"]):
        for start in range(0, entry["byte_count"], task_bytes):
            task, units = len(receipts), []
            end = min(entry["byte_count"], start + task_bytes)
            for offset in range(start, end, unit_bytes):
                size = min(unit_bytes, end - offset)
                seen += size
                own = record_count * seen // all_bytes - records
                records += own
                units.append(unit(task, len(units), file, offset, size, own))
            receipts.append(receipt(
                "encode", task, [], units=units,
                compressions=[{"file": file, "compression": "plain"}]))
    if len(receipts) != task_count:
        sys.exit(f"{len(receipts)} tasks were made here, {task_count} by init: "
                 "give files of at least 1 GiB")
    return receipts


def simulate(run: Path, record_count: int, stages: dict[str, int | None]) -> None:
    """Writes what the tasks before `plan` leave."""
    told = json.loads((run / "run.json").read_text())
    options = told["identity"]["options"]
    shares = length_shares(options["sequence_length"])
    draw = random.Random(0)
    names = ["pieces", "records", "rejected", "counts"]
    receipts = encode_receipts(told, stages["encode"], record_count)
    tables = run / "work" / "tables"
    for number, encoded in enumerate(receipts):
        write_receipt(run, encoded)
        sound = sum(entry["records"] for entry in encoded["units"])
        validation = round(sound * VALIDATION_SHARE)
        sections = [b"{}", b'[""]']
        for records in (sound - validation, validation):
            sections.append(piece_counts(records, options, shares, draw))
        write_table(tables / f"counts-{number}.table", "counts", sections)
        write_hollow_table(
            tables / f"rejected-{number}.table", "rejected",
            round(sound * REJECTED_SHARE) * REJECTED_LINE_BYTES, REJECTED_SECTION_BYTES)
        write_receipt(run, receipt("count", number, [f"{name}-{number}" for name in names]))
    for stage, name in [
            ("key", "keys"), ("mark", "marks"), ("rank", "ranks"), ("choose", "limits")]:
        for number in range(stages.get(stage) or 0):
            write_receipt(run, receipt(stage, number, [f"{name}-{number}"]))


def write_receipt(run: Path, document: dict) -> None:
    path = run / "receipts" / f"{document['stage']}-{document['index']}.json"
    path.write_text(json.dumps(document, indent=2) + "\n")


def stages_of(output: str) -> dict[str, int | None]:
    """The stages and their numbers of tasks, as `init` and `stages` print them."""
    rows = [line.split() for line in output.splitlines()]
    return {row[0]: int(row[1]) if row[1].isdigit() else None for row in rows if len(row) > 1}


def say(name: str, took: measured.Measured, note: str = "") -> None:
    print(f"{name:24} {took.wall_seconds:7.2f} s, {took.processor_seconds:7.2f} s of processor, "
          f"{took.peak_bytes / 1e6:7.1f} MB, {took.read_bytes / 1e6:7.1f} MB read "
          f"in {took.read_calls} calls{note}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--prep", default=".build/release/prep")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--file-bytes", type=int, default=1 << 30)
    parser.add_argument("--records", type=int, default=1_000_000_000)
    parser.add_argument("--keep", action="store_true")
    words, options = sys.argv[1:], []
    if "--" in words:
        words, options = words[: words.index("--")], words[words.index("--") + 1:]
    arguments = parser.parse_args(words)
    prep, directory = arguments.prep, arguments.directory
    directory.mkdir()
    run = directory / "run"
    print(measured.machine())
    data = inputs(directory / "data", arguments.files, arguments.file_bytes)
    began = measured.run([
        prep, "task", "init", str(run), str(data), "--output", str(directory / "out"),
        "--validation", "0.5%", "--dedup", "exact", *options])
    stages = stages_of(began.output)
    say("init", began, f"; {stages['encode']} encode tasks")
    simulate(run, arguments.records, stages)
    say("missing count", measured.run([prep, "task", "missing", str(run), "count"]))
    planned = measured.run([prep, "task", "plan", str(run)])
    say("plan", planned)
    listed = measured.run([prep, "task", "stages", str(run)])
    say("stages", listed, f"; {stages_of(listed.output)['assemble']} assemble tasks")
    say("missing assemble", measured.run([prep, "task", "missing", str(run), "assemble"]))
    # Both fail where they open what is not there: what they do before is what each process of the
    # stage does first.
    (run / "receipts" / "count-0.json").unlink()
    for stage, wanted in [("count", "limits-" if "choose" in stages else ".part"),
                          ("assemble", "pieces-")]:
        begun = measured.run([prep, "task", stage, str(run), "--index", "0"], may_fail=True)
        if begun.status != 1 or wanted not in begun.output:
            sys.exit(f"{stage} should have missed {wanted}:\n{begun.output}")
        say(f"{stage}, until it reads", begun)
        write_receipt(run, receipt("count", 0, []))
    if not arguments.keep:
        shutil.rmtree(directory)
    if planned.wall_seconds > SECONDS_LIMIT or planned.peak_bytes > BYTES_LIMIT:
        sys.exit(f"plan took more than {SECONDS_LIMIT} s or {BYTES_LIMIT >> 20} MiB")


if __name__ == "__main__":
    main()
