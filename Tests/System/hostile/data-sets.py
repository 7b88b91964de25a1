#!/usr/bin/env python3
"""Edits the values of a data set to extremes, makes all hashes right again, and runs every command
that reads data sets: none may end by a signal, take longer than a time, or more memory than a bound.

Usage: Tests/System/hostile/data-sets.py DATA_SET [--edits 60 | --all] [--seed 0] [--prep BINARY]

DATA_SET's input is where its manifest says, so that a repair can read it. One edit at a time: a number of
manifest.json, report.json or run-log.json, a column of the plan's records or rows, or a field of a
shard's header or sidecar. The files are read and written by docs/FORMAT.md alone. Without --all,
--edits of them are drawn by --seed. Exit code 1 where a command crashed, hung, or took a plan that
contradicts the manifest for good. Needs zstandard and xxhash: python/reader/requirements.txt.
"""
import argparse
import copy
import json
import os
import random
import resource
import shutil
import struct
import subprocess
import sys
import tempfile

import xxhash
import zstandard

SECONDS = 30
MEMORY = 6 << 30
EXTREMES = (0, 1, 2, 127, 65_536, 2**31 - 1, 2**31, 2**32 - 1, 2**40, 2**62, 2**63 - 1, 2**63,
            2**64 - 1, -1, -(2**63), 0.5, 1e300, -1e300)
GOOD_STATUSES = (0, 1, 2, 3, 4)


def xxh64(data):
    return xxhash.xxh3_64_intdigest(bytes(data))


def xxh128(data):
    return xxhash.xxh3_128_hexdigest(bytes(data))


def compressed(data):
    return zstandard.ZstdCompressor(
        level=3, write_checksum=False, write_content_size=True).compress(bytes(data))


def decompressed(data):
    return zstandard.ZstdDecompressor().decompress(data)


def planes(values, width):
    raw = [int(value).to_bytes(width, "little") for value in values]
    return b"".join(bytes(number[plane] for number in raw) for plane in range(width))


def unplanes(data, count, width):
    return [sum(data[plane * count + index] << 8 * plane for plane in range(width))
            for index in range(count)]


def frame_entry(out, content):
    """Appends a frame to `out`; returns its description as an index holds it."""
    frame = compressed(content)
    entry = struct.pack("<QIIQQ", len(out), len(frame), len(content), xxh64(frame), xxh64(content))
    out += frame
    return entry


# JSON documents

def text(value, depth=None):
    """JSON as docs/FORMAT.md writes it: pages, or one line where `depth` is None."""
    if isinstance(value, (dict, list)) and value:
        deeper = None if depth is None else depth + 1
        space = "" if depth is None else "\n" + "  " * deeper
        end = "" if depth is None else "\n" + "  " * depth
        if isinstance(value, list):
            return "[" + ",".join(space + text(item, deeper) for item in value) + end + "]"
        colon = ":" if depth is None else ": "
        return "{" + ",".join(
            space + text(key) + colon + text(item, deeper) for key, item in value.items()
        ) + end + "}"
    return json.dumps(value, ensure_ascii=False)


def write_pages(path, value):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text(value, 0) + "\n")


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def numbers(value, path=()):
    """The paths of all numbers in a document."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from numbers(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from numbers(item, (*path, index))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path


def replaced(document, path, value):
    document = copy.deepcopy(document)
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return document


def seal(folder, manifest):
    """Writes the manifest with the lengths and hashes of the files as they now are."""
    manifest = {key: value for key, value in manifest.items() if key != "manifest_hash"}
    for key, name in (("files", "hash"), ("shards", "file_hash")):
        for entry in manifest[key]:
            with open(os.path.join(folder, entry["name"]), "rb") as file:
                data = file.read()
            # A length that was edited stays so.
            if isinstance(entry["byte_count"], int) and entry.pop("edited", None) is None:
                entry["byte_count"] = len(data)
            entry[name] = xxh128(data)
    manifest["manifest_hash"] = xxh128(text(manifest).encode())
    write_pages(os.path.join(folder, "manifest.json"), manifest)


# Plan

RECORD_WIDTHS = (4, 8, 8, 8, 4, 4)


class Plan:
    def __init__(self, data):
        self.header = data[:32]
        index = struct.unpack_from("<Q", data, len(data) - 16)[0]
        self.sections = []
        for number in range(struct.unpack_from("<I", data, index + 16)[0]):
            kind, split, first, count, offset, length, _, _, _ = struct.unpack_from(
                "<IIQQQIIQQ", data, index + 24 + 56 * number)
            content = decompressed(data[offset : offset + length])
            self.sections.append([kind, split, first, count, content])

    def columns(self, section):
        kind, _, _, count, content = self.sections[section]
        if kind == 2:
            widths, counts, at = RECORD_WIDTHS, (count,) * 6, 0
        else:
            rows, pieces = struct.unpack_from("<II", content)
            widths, counts, at = (4,) * 4, (rows, pieces, pieces, pieces), 8
        found = []
        for width, items in zip(widths, counts):
            found.append(unplanes(content[at : at + width * items], items, width))
            at += width * items
        return found

    def set_columns(self, section, columns):
        is_records = self.sections[section][0] == 2
        head = b"" if is_records else struct.pack("<II", len(columns[0]), len(columns[1]))
        widths = RECORD_WIDTHS if is_records else (4,) * 4
        self.sections[section][4] = head + b"".join(map(planes, columns, widths))

    def data(self):
        out, entries = bytearray(self.header), b""
        for kind, split, first, count, content in self.sections:
            entries += struct.pack("<IIQQ", kind, split, first, count) + frame_entry(out, content)
        index = len(out)
        body = b"PREPPIDX" + struct.pack("<II", len(self.sections), 0) + entries
        out += struct.pack("<II", 0x184D2A51, len(body) + 8) + body
        out += struct.pack("<Q", xxh64(body))
        return bytes(out + struct.pack("<IIQ", 0x184D2A52, 16, index) + b"PREPPEND")


# Shard

SIDE_WIDTHS = (4, 4, 4, 4, 8, 4, 4, 4)


class Shard:
    def __init__(self, data):
        self.header = bytearray(data[:144])
        _, rows, rows_per_block = struct.unpack_from("<III", data, 24)
        count = -(-rows // rows_per_block)
        index = len(data) - (48 + 80 * count) - (33 + 16 * count)
        self.blocks = []
        for number in range(count):
            entry = index + 24 + 80 * number
            frames = []
            for frame in range(2):
                offset, length = struct.unpack_from("<QI", data, entry + 32 * frame)
                frames.append(decompressed(data[offset : offset + length]))
            self.blocks.append([*frames, list(struct.unpack_from("<IIII", data, entry + 64))])

    def columns(self, block):
        content = self.blocks[block][1]
        rows, segments, runs, _ = struct.unpack_from("<IIII", content)
        counts = (rows, rows, segments, segments, segments, segments, runs, runs)
        found, at = [], 16
        for width, items in zip(SIDE_WIDTHS, counts):
            found.append(unplanes(content[at : at + width * items], items, width))
            at += width * items
        return found

    def set_columns(self, block, columns):
        self.blocks[block][1] = struct.pack(
            "<IIII", len(columns[0]), len(columns[2]), len(columns[6]), 0
        ) + b"".join(map(planes, columns, SIDE_WIDTHS))
        figures = (sum(columns[2]), sum(columns[7]), len(columns[2]))
        self.blocks[block][2][:3] = [figure & 0xFFFFFFFF for figure in figures]

    def data(self):
        self.header[136:144] = struct.pack("<Q", xxh64(self.header[8:136]))
        out, entries, digest = bytearray(self.header), b"", xxhash.xxh3_128()
        table = struct.pack("<II", 144, 0)
        for planes_of_block, sidecar, figures in self.blocks:
            for content in (planes_of_block, sidecar):
                entry = frame_entry(out, content)
                table += entry[8:16]
                entries += entry
                digest.update(content)
            entries += struct.pack("<IIII", *figures)
        decoded = digest.intdigest()
        self.decoded_hash = f"{decoded:032x}"
        body = b"PREPINDX" + struct.pack("<II", len(self.blocks), 0) + entries
        body += struct.pack("<QQ", decoded & 2**64 - 1, decoded >> 64)
        out += struct.pack("<II", 0x184D2A51, len(body) + 8) + body
        out += struct.pack("<Q", xxh64(body))
        table += struct.pack("<II", len(body) + 16, 0)
        table += struct.pack("<IBI", 2 * len(self.blocks) + 2, 0, 0x8F92EAB1)
        return bytes(out + struct.pack("<II", 0x184D2A5E, len(table)) + table)


# Edits: pairs of what is changed and a function that changes it in a folder. A function returns
# whether the plan now contradicts the manifest for sure.

def json_edits(folder, name):
    document = read_json(os.path.join(folder, name))

    def change(path, value):
        def apply(folder):
            manifest = read_json(os.path.join(folder, "manifest.json"))
            changed = replaced(document, path, value)
            if name == "manifest.json":
                manifest = changed
                if path[-1] == "byte_count" and path[0] != "inputs":
                    manifest[path[0]][path[1]]["edited"] = True
            else:
                write_pages(os.path.join(folder, name), changed)
            seal(folder, manifest)
            return False
        return apply

    for path in numbers(document):
        for value in EXTREMES:
            yield f"{name}: {'.'.join(map(str, path))} = {value}", change(path, value)


def plan_edits(folder):
    with open(os.path.join(folder, "plan"), "rb") as file:
        data = file.read()
    inputs = read_json(os.path.join(folder, "manifest.json"))["inputs"]

    def change(section, column, row, value):
        def apply(folder):
            plan = Plan(data)
            columns = plan.columns(section)
            columns[column][row] = value
            plan.set_columns(section, columns)
            with open(os.path.join(folder, "plan"), "wb") as file:
                file.write(plan.data())
            seal(folder, read_json(os.path.join(folder, "manifest.json")))
            if plan.sections[section][0] != 2:
                return False
            file, _, offset, count = (columns[k][row] for k in range(4))
            return file >= len(inputs) or offset + count > inputs[file]["byte_count"]
        return apply

    plan = Plan(data)
    for section in range(1, len(plan.sections)):
        kind = plan.sections[section][0]
        for column, values in enumerate(plan.columns(section)):
            width = RECORD_WIDTHS[column] if kind == 2 else 4
            for row in sorted({0, len(values) // 2, len(values) - 1}):
                for value in EXTREMES:
                    if isinstance(value, int) and 0 <= value < 1 << 8 * width:
                        yield (f"plan: section {section}, column {column}, row {row} = {value}",
                               change(section, column, row, value))


def shard_edits(folder, name):
    with open(os.path.join(folder, name), "rb") as file:
        data = file.read()

    def write(folder, shard):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(shard.data())
        manifest = read_json(os.path.join(folder, "manifest.json"))
        entry = next(entry for entry in manifest["shards"] if entry["name"] == name)
        entry["decoded_hash"] = shard.decoded_hash
        joined = b"".join(
            int(shard["decoded_hash"], 16).to_bytes(16, "little") for shard in manifest["shards"])
        manifest["dataset_id"] = xxh128(joined)
        seal(folder, manifest)
        return False

    def change_header(offset, width, value):
        def apply(folder):
            shard = Shard(data)
            shard.header[offset : offset + width] = value.to_bytes(width, "little")
            return write(folder, shard)
        return apply

    def change_column(block, column, row, value):
        def apply(folder):
            shard = Shard(data)
            columns = shard.columns(block)
            columns[column][row] = value
            shard.set_columns(block, columns)
            return write(folder, shard)
        return apply

    for offset, width in ((16, 2), (20, 4), (24, 4), (28, 4), (32, 4), (36, 2), (40, 4), (48, 8)):
        for value in EXTREMES:
            if isinstance(value, int) and 0 <= value < 1 << 8 * width:
                yield (f"{name}: header, byte {offset} = {value}",
                       change_header(offset, width, value))
    for column, values in enumerate(Shard(data).columns(0)):
        for row in sorted({0, len(values) - 1} if values else ()):
            for value in EXTREMES:
                if isinstance(value, int) and 0 <= value < 1 << 8 * SIDE_WIDTHS[column]:
                    yield (f"{name}: sidecar, column {column}, row {row} = {value}",
                           change_column(0, column, row, value))


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command, what):
    try:
        ended = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=SECONDS,
            stdin=subprocess.DEVNULL, preexec_fn=limit_memory,
            env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
    except subprocess.TimeoutExpired:
        return f"{what}: {' '.join(command[1:])}: not over after {SECONDS} s", None
    if ended.returncode not in GOOD_STATUSES:
        said = ended.stderr.decode("utf-8", "replace").strip()[:300]
        return f"{what}: {' '.join(command[1:])}: ended with {ended.returncode}: {said}", None
    return None, ended.returncode


def commands(prep, folder, shard):
    """The commands, and whether each is run on a data set with a damaged shard."""
    output = folder + "-out"
    yield [prep, "verify", folder], False
    yield [prep, "stats", folder], False
    yield [prep, "stats", folder, "--json"], False
    yield [prep, "report", folder, folder, "--output", "-"], False
    yield [prep, "inspect", folder, "--random", "2", "--no-color"], False
    yield [prep, "inspect", folder, "--rejected", "all", "--no-color"], False
    yield [prep, "feed", folder, "--batch-size", "4", "--batches", "20", "--digest"], False
    yield [prep, "export", folder, "--format", "jsonl"], False
    yield [prep, "export", folder, "--format", "jsonl", "--unpacked"], False
    yield [prep, "repack", folder, "--output", output, "--sequence-length", "128", "--quiet"], False
    yield [prep, "verify", folder, "--repair"], True


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data_set")
    parser.add_argument("--edits", type=int, default=60)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", default="", help="edits whose description has this text")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--prep", default=".build/release/prep")
    arguments = parser.parse_args()
    prep = os.path.abspath(arguments.prep)
    sound = os.path.abspath(arguments.data_set)
    shards = [entry["name"] for entry in read_json(os.path.join(sound, "manifest.json"))["shards"]]
    groups = [list(json_edits(sound, name))
              for name in ("manifest.json", "report.json", "run-log.json")]
    groups += [list(plan_edits(sound)), list(shard_edits(sound, shards[0]))]
    edits = [edit for group in groups for edit in group if arguments.only in edit[0]]
    total = len(edits)
    if not arguments.all:
        draw = random.Random(arguments.seed)
        # Of each kind as many: a report has many numbers, a plan few columns.
        edits = []
        for group in groups:
            group = [edit for edit in group if arguments.only in edit[0]]
            edits += draw.sample(group, min(len(group), -(-arguments.edits // len(groups))))
    faults = []
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.join(work, "set")
        for what, apply in edits:
            for name in (folder, folder + "-out"):
                shutil.rmtree(name, ignore_errors=True)
            shutil.copytree(sound, folder)
            contradicts = apply(folder)
            for command, is_damaged in commands(prep, folder, shards[0]):
                if is_damaged:
                    with open(os.path.join(folder, shards[0]), "r+b") as file:
                        file.seek(400)
                        byte = file.read(1)
                        file.seek(400)
                        file.write(bytes([byte[0] ^ 1]))
                fault, status = run(command, what)
                if fault is None and contradicts and command[1] == "verify" and status != 4:
                    fault = f"{what}: {' '.join(command[1:])}: not found, status {status}"
                if fault:
                    faults.append(fault)
                    print(fault, file=sys.stderr, flush=True)
    print(f"{len(edits)} of {total} edits, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
