#!/usr/bin/env python3
"""Reads a data set by docs/FORMAT.md alone: an independent check of text and writer.

    for split, tokens, labels, segments in DataSet("out").read_rows():
        ...     # int32 arrays of a row; (input, line, token start, tokens) of each segment

Usage: prep_shards.py DIR                 print every row as a JSON line
       prep_shards.py DIR --compare FILE  compare them with `prep export --format jsonl` in FILE

Checks every hash, every range and every sum that the text states, of the plan too, and raises
FormatError for what does not hold. Needs numpy, zstandard and xxhash: requirements.txt.
"""
import argparse
import base64
import contextlib
import json
import os
import re
import stat
import sys

import numpy as np
import xxhash
import zstandard

IGNORED = -100
JSON_BYTE_LIMIT = 67_108_864
SPLIT_NAME = r"[a-z][a-z0-9_-]{0,15}"


class FormatError(Exception):
    """What is read does not hold to the text."""


def check(holds, what):
    if not holds:
        raise FormatError(what)


@contextlib.contextmanager
def refusing(path):
    """Turns whatever goes wrong while bytes are read into an error that names the file."""
    try:
        yield
    except FormatError as error:
        raise FormatError(f"{path}: expected {error}") from None
    except (
        ArithmeticError, LookupError, OSError, RecursionError, TypeError, ValueError,
        zstandard.ZstdError,
    ) as error:
        raise FormatError(f"{path}: {error!r}") from error


def xxh64(data):
    return xxhash.xxh3_64_intdigest(data)


def xxh128_bytes(digest):
    """An xxh3-128 as it stands in binary fields: low half first."""
    return (digest & (2**64 - 1)).to_bytes(8, "little") + (digest >> 64).to_bytes(8, "little")


def xxh128_hex(digest):
    return f"{digest:032x}"


class Fields:
    """Little-endian fields, one after the other."""

    def __init__(self, data):
        self.data, self.offset = data, 0

    def take(self, count):
        check(count <= len(self.data) - self.offset, f"{count} bytes at byte {self.offset}")
        self.offset += count
        return self.data[self.offset - count : self.offset]

    def integer(self, width):
        return int.from_bytes(self.take(width), "little")

    def planes(self, count, width):
        columns = np.frombuffer(self.take(count * width), np.uint8).reshape(width, count)
        return sum(columns[k].astype(np.uint64) << np.uint64(8 * k) for k in range(width))

    def end(self):
        check(self.offset == len(self.data), "bytes behind the last field")


def decode_frame(data, offset, compressed, decoded, compressed_hash, decoded_hash):
    frame = data[offset : offset + compressed]
    check(len(frame) == compressed, "a frame within the file")
    check(1 <= compressed <= decoded + decoded // 128 + 1024, "a frame of sensible length")
    check(xxh64(frame) == compressed_hash, f"hash of the frame at byte {offset}")
    parameters = zstandard.get_frame_parameters(frame)
    check(parameters.content_size == decoded, "content size")
    check(parameters.dict_id == 0, "no dictionary")
    decompressor = zstandard.ZstdDecompressor().decompressobj()
    content = decompressor.decompress(frame)
    check(decompressor.eof and not decompressor.unused_data, "one whole frame")
    check(len(content) == decoded, "length of the content")
    check(xxh64(content) == decoded_hash, f"hash of the content at byte {offset}")
    return content


class Shard:
    def __init__(self, data):
        self.data = data
        header = Fields(data[:144])
        check(header.integer(4) == 0x184D2A50, "header frame's magic")
        check(header.integer(4) == 136, "header frame's length")
        check(header.take(8) == b"PREPSHRD", "magic")
        check(header.integer(2) == 1, "major version")
        header.integer(2)
        check(header.integer(4) == 0, "flags")
        self.row_length, self.rows, self.rows_per_block = (header.integer(4) for _ in range(3))
        check(header.integer(2) == 1 and header.integer(2) == 0, "encoding")
        self.pad_token = header.integer(4)
        check(header.integer(4) == 0, "reserved")
        self.first_row = header.integer(8)
        split = header.take(16)
        self.split = split.rstrip(b"\0").decode("ascii")
        check(re.fullmatch(SPLIT_NAME, self.split), "split")
        self.tokenizer, self.configuration = header.take(32).hex(), header.take(32).hex()
        check(header.integer(8) == xxh64(data[8:136]), "header's hash")
        check(1 <= self.row_length <= 1048576, "row length")
        check(1 <= self.rows <= 16777216, "rows")
        check(1 <= self.rows_per_block <= 4194304 // self.row_length, "rows per block")
        check(self.pad_token < 131072 and self.first_row + self.rows < 2**63, "pad, first row")
        self.read_index()

    def read_index(self):
        blocks = -(-self.rows // self.rows_per_block)
        table_at = len(self.data) - (33 + 16 * blocks)
        index_at = table_at - (48 + 80 * blocks)
        check(index_at >= 144, "length of the file")
        raw = self.data[index_at:table_at]
        index = Fields(raw)
        check(index.integer(4) == 0x184D2A51, "index frame's magic")
        check(index.integer(4) == 40 + 80 * blocks, "index frame's length")
        check(index.take(8) == b"PREPINDX", "index's magic")
        check(index.integer(4) == blocks and index.integer(4) == 0, "blocks")
        self.blocks = []
        for _ in range(blocks):
            frames = [[index.integer(w) for w in (8, 4, 4, 8, 8)] for _ in range(2)]
            figures = [index.integer(4) for _ in range(4)]
            check(figures[3] == 0, "reserved")
            self.blocks.append((frames, figures[:3]))
        self.decoded_hash = index.take(16)
        check(index.integer(8) == xxh64(raw[8:-8]), "index's hash")
        index.end()
        at = 144
        expected = [144, 0]
        for frames, _ in self.blocks:
            for offset, compressed, decoded, _, _ in frames:
                check(offset == at, "frames without gap")
                at += compressed
                expected += [compressed, decoded]
        check(at == index_at, "blocks up to the index")
        expected += [48 + 80 * blocks, 0]
        table = Fields(self.data[table_at:])
        check(table.integer(4) == 0x184D2A5E, "seek table's magic")
        check(table.integer(4) == 25 + 16 * blocks, "seek table's length")
        check([table.integer(4) for _ in expected] == expected, "seek table")
        check(table.integer(4) == 2 * blocks + 2 and table.integer(1) == 0, "seek table's footer")
        check(table.integer(4) == 0x8F92EAB1, "seek table's footer magic")
        table.end()

    def decoded_hash_text(self):
        low, high = self.decoded_hash[:8], self.decoded_hash[8:]
        return high[::-1].hex() + low[::-1].hex()

    def read_rows(self):
        """Yields tokens, labels and segments of each row."""
        digest = xxhash.xxh3_128()
        for number in range(len(self.blocks)):
            yield from self.read_block(number, digest)
        check(self.decoded_hash == xxh128_bytes(digest.intdigest()), "decoded hash")

    def read_block(self, number, digest):
        frames, (content_tokens, trained_tokens, segment_count) = self.blocks[number]
        rows = min(self.rows_per_block, self.rows - number * self.rows_per_block)
        count = rows * self.row_length
        check(frames[0][2] == 2 * count + -(-count // 8), "length of the planes")
        check(16 + 28 * rows <= frames[1][2] <= 16 + 8 * rows + 28 * count, "length of sidecar")
        planes, beside = (decode_frame(self.data, *frame) for frame in frames)
        digest.update(planes)
        digest.update(beside)
        low = np.frombuffer(planes[: 2 * count], "<u2").astype(np.int32)
        bits = np.unpackbits(np.frombuffer(planes[2 * count :], np.uint8), bitorder="little")
        check(not bits[count:].any(), "unused bits")
        tokens = (low + (bits[:count].astype(np.int32) << 16)).reshape(rows, self.row_length)
        sidecar = Fields(beside)
        check(sidecar.integer(4) == rows, "rows of the sidecar")
        s, t = sidecar.integer(4), sidecar.integer(4)
        check(sidecar.integer(4) == 0, "reserved")
        check(len(beside) == 16 + 8 * rows + 20 * s + 8 * t, "length of the sidecar")
        row_segments, row_runs = sidecar.planes(rows, 4), sidecar.planes(rows, 4)
        lengths, files = sidecar.planes(s, 4), sidecar.planes(s, 4)
        lines, starts = sidecar.planes(s, 8), sidecar.planes(s, 4)
        gaps, runs = sidecar.planes(t, 4), sidecar.planes(t, 4)
        sidecar.end()
        check(row_segments.min() >= 1 and int(row_segments.sum()) == s, "segments of rows")
        check(int(row_runs.sum()) == t, "runs of rows")
        check(lengths.min() >= 1 and lines.min() >= 1, "segments")
        check(t == 0 or runs.min() >= 1, "runs")
        check(int(lengths.sum()) == content_tokens, "tokens of the block")
        check((int(runs.sum()) if t else 0) == trained_tokens, "trained tokens of the block")
        check(s == segment_count, "segments of the block")
        segment = run = 0
        for row in range(rows):
            own = slice(segment, segment + int(row_segments[row]))
            segment = own.stop
            ends = np.cumsum(lengths[own].astype(np.int64))
            check(ends[-1] <= self.row_length, "length of a row")
            check((tokens[row, ends[-1] :] == self.pad_token).all(), "padding")
            labels = np.full(self.row_length, IGNORED, np.int32)
            at = 0
            for place in range(run, run + int(row_runs[row])):
                first = at + int(gaps[place])
                at = first + int(runs[place])
                check(at <= ends[-1], "a run within the row's segments")
                check(
                    np.searchsorted(ends, first, "right") == np.searchsorted(ends, at - 1, "right"),
                    "a run within one segment",
                )
                labels[first:at] = tokens[row, first:at]
            run += int(row_runs[row])
            sources = list(zip(files[own], lines[own], starts[own], lengths[own]))
            yield tokens[row], labels, [tuple(map(int, source)) for source in sources]


class Plan:
    def __init__(self, data):
        header = Fields(data[:32])
        check(header.integer(4) == 0x184D2A50 and header.integer(4) == 24, "plan's header frame")
        check(header.take(8) == b"PREPPLAN", "plan's magic")
        check(header.integer(2) == 1, "plan's major version")
        header.integer(2)
        check(header.integer(4) == 0 and header.integer(8) == xxh64(data[8:24]), "plan's header")
        trailer = Fields(data[-24:])
        check(trailer.integer(4) == 0x184D2A52 and trailer.integer(4) == 16, "plan's trailer")
        index_at = trailer.integer(8)
        check(trailer.take(8) == b"PREPPEND", "plan's end")
        raw = data[index_at:-24]
        index = Fields(raw)
        check(index.integer(4) == 0x184D2A51, "plan's index")
        length = index.integer(4)
        check(length == len(raw) - 8 and index.take(8) == b"PREPPIDX", "plan's index")
        count = index.integer(4)
        check(index.integer(4) == 0 and length == 24 + 56 * count, "plan's sections")
        self.records, self.rows, at = [], {}, 32
        for number in range(count):
            kind, split = index.integer(4), index.integer(4)
            first, items = index.integer(8), index.integer(8)
            frame = [index.integer(w) for w in (8, 4, 4, 8, 8)]
            check(frame[0] == at, "sections without gap")
            at += frame[1]
            content = decode_frame(data, *frame)
            check((kind == 1) == (number == 0), "one description, first")
            if kind == 1:
                check(items == 1 and split == 0, "one description")
                self.description = json.loads(content)
                check(self.description["format"] == "prep plan", "plan's format")
            elif kind == 2:
                check(split == 0 and first == len(self.records) and 1 <= items <= 65536, "records")
                self.read_records(Fields(content), items)
            else:
                own = self.rows.setdefault(split, [])
                check(kind == 3 and first == len(own) and 1 <= items <= 8192, "rows")
                self.read_rows(Fields(content), items, own)
        check(at == index_at, "sections up to the index")
        check(index.integer(8) == xxh64(raw[8:-8]), "plan's index hash")
        index.end()
        check(self.description["records"] == len(self.records), "records of the plan")
        for number, split in enumerate(self.description["splits"]):
            own = self.rows.get(number, [])
            check(re.fullmatch(SPLIT_NAME, split["name"]), "name of a split")
            check(split["rows"] == len(own), "rows of the plan")
            check(split["pieces"] == sum(map(len, own)), "pieces of the plan")

    def read_records(self, fields, count):
        columns = [fields.planes(count, width) for width in (4, 8, 8, 8, 4, 4)]
        fields.end()
        for values in zip(*columns):
            record = tuple(map(int, values))
            check(not self.records or self.records[-1][:2] < record[:2], "places that ascend")
            code, reasons = record[5], self.description["reasons"]
            check(code < len(self.description["splits"]) or 0 <= code - 256 < len(reasons), "fate")
            self.records.append(record)

    def read_rows(self, fields, count, own):
        check(fields.integer(4) == count, "rows of a section")
        pieces = fields.integer(4)
        per_row = fields.planes(count, 4)
        columns = [fields.planes(pieces, 4) for _ in range(3)]
        fields.end()
        check(int(per_row.sum()) == pieces and per_row.min() >= 1, "pieces of rows")
        check(columns[0].max() < self.description["records"], "pieces of records that exist")
        check(columns[2].min() >= 1, "pieces of a token at least")
        flat = [tuple(map(int, piece)) for piece in zip(*columns)]
        at = 0
        for count_of_row in map(int, per_row):
            own.append(flat[at : at + count_of_row])
            at += count_of_row


class DataSet:
    def __init__(self, directory):
        self.directory = directory
        with refusing(os.path.join(directory, "manifest.json")):
            self.read_manifest()
        for entry in self.manifest["files"]:
            with refusing(os.path.join(directory, entry["name"])):
                self.check_file(entry)

    def read_manifest(self):
        raw = self.bytes("manifest.json")
        self.manifest = manifest = json.loads(raw)
        check(manifest["format"] == "prep data set" and manifest["version"] == 1, "manifest")
        check(1 <= manifest["row_length"] <= 1048576, "row length")
        check(1 <= manifest["rows_per_block"] <= 4194304 // manifest["row_length"], "rows a block")
        check(1 <= manifest["rows_per_shard"] <= 16777216, "rows a shard")
        check(0 <= manifest["pad_token"] < 131072, "pad token")
        check(re.fullmatch(r"[0-9a-f]{64}", manifest["tokenizer"]["sha256"]), "tokenizer")
        # The document on one line without its last member: white space outside strings goes.
        line = re.sub(rb'("(?:[^"\\]|\\.)*")|\s+', lambda m: m.group(1) or b"", raw)
        body, own = line.rsplit(b',"manifest_hash":', 1)
        digest = xxh128_hex(xxhash.xxh3_128_intdigest(body + b"}"))
        check(own == f'"{digest}"}}'.encode(), "manifest_hash")
        self.check_sums()
        names = [entry["name"] for entry in manifest["files"]]
        check(len(set(names)) == len(names), "files of different names")
        for name in names:
            check(
                name in ("plan", "report.json")
                or re.fullmatch(r"rejected/([0-9]{5}|[1-9][0-9]{5,9})\.jsonl", name),
                "name of a file",
            )

    def check_file(self, entry):
        data = self.bytes(entry["name"])
        check(len(data) == entry["byte_count"], "its length as in the manifest")
        check(xxh128_hex(xxhash.xxh3_128_intdigest(data)) == entry["hash"], "its hash")

    def bytes(self, name):
        # A pipe is refused and not waited for; of what has no end, no more is read than stated.
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
        with open(os.open(os.path.join(self.directory, name), flags), "rb") as file:
            status = os.fstat(file.fileno())
            check(stat.S_ISREG(status.st_mode), "a regular file")
            if name.endswith(".json"):
                check(status.st_size <= JSON_BYTE_LIMIT, f"at most {JSON_BYTE_LIMIT} bytes")
            data = file.read(status.st_size)
        check(len(data) == status.st_size, "a file that stays as it is")
        return data

    def check_sums(self):
        manifest = self.manifest
        identity = b""
        shards = iter(manifest["shards"])
        for split in manifest["splits"]:
            sums = dict.fromkeys(("rows", "tokens", "trained_tokens", "padding_tokens"), 0)
            number = 0
            while sums["rows"] < split["rows"]:
                shard = next(shards)
                name = f"shards/{split['name']}-{number:05d}.shard"
                check(shard["name"] == name and shard["split"] == split["name"], name)
                check(shard["first_row"] == sums["rows"], f"first row of {name}")
                left = split["rows"] - sums["rows"]
                check(shard["rows"] == min(manifest["rows_per_shard"], left), f"rows of {name}")
                tokens = shard["tokens"] + shard["padding_tokens"]
                check(tokens == shard["rows"] * manifest["row_length"], f"tokens of {name}")
                for key in sums:
                    sums[key] += shard[key]
                identity += xxh128_bytes(int(shard["decoded_hash"], 16))
                number += 1
            check(all(split[key] == sums[key] for key in sums), f"sums of {split['name']}")
        check(next(shards, None) is None, "a shard too many")
        digest = xxh128_hex(xxhash.xxh3_128_intdigest(identity))
        check(digest == manifest["dataset_id"], "dataset_id")

    def read_rows(self):
        """Yields split, tokens, labels and (input, line, token start, tokens) of each segment."""
        for stated in self.manifest["shards"]:
            with refusing(os.path.join(self.directory, stated["name"])):
                # A whole shard is verified before a row of it is handed out.
                rows = list(self.read_shard(stated))
            yield from rows

    def read_shard(self, stated):
        manifest = self.manifest
        data = self.bytes(stated["name"])
        check(len(data) == stated["byte_count"], "length of a shard")
        file_hash = xxh128_hex(xxhash.xxh3_128_intdigest(data))
        check(file_hash == stated["file_hash"], "the file's hash")
        shard = Shard(data)
        check(
            (shard.split, shard.first_row, shard.rows)
            == (stated["split"], stated["first_row"], stated["rows"]),
            "header and manifest",
        )
        for key in ("row_length", "rows_per_block", "pad_token"):
            check(getattr(shard, key) == manifest[key], key)
        check(shard.tokenizer == manifest["tokenizer"]["sha256"], "tokenizer")
        for row in shard.read_rows():
            yield (shard.split, *row)
        check(stated["decoded_hash"] == shard.decoded_hash_text(), "decoded hash")
        figures = np.sum([figures for _, figures in shard.blocks], axis=0)
        wanted = [stated[key] for key in ("tokens", "trained_tokens", "segments")]
        check(figures.tolist() == wanted, "figures of a shard")

    def check_plan(self, rows):
        """The plan says of every segment of every row what the shards say."""
        with refusing(os.path.join(self.directory, "plan")):
            self.compare_plan(Plan(self.bytes("plan")), rows)

    def compare_plan(self, plan, rows):
        names = [split["name"] for split in plan.description["splits"]]
        check(names == [split["name"] for split in self.manifest["splits"]], "splits of the plan")
        inputs = len(self.manifest["inputs"])
        check(all(record[0] < inputs for record in plan.records), "inputs of the manifest")
        last, end = None, 0
        for number, (file, _, offset, count, _, _) in enumerate(plan.records):
            start = end if file == last else 0
            limit = self.manifest["inputs"][file]["byte_count"]
            check(start <= offset and offset + count <= limit, f"bytes of record {number}")
            last, end = file, offset + count
        seen = dict.fromkeys(names, 0)
        for split, segments in rows:
            number = names.index(split)
            pieces = plan.rows[number][seen[split]]
            seen[split] += 1
            planned = []
            for index, (record, start, count) in enumerate(pieces):
                file, line, _, _, tokens, fate = plan.records[record]
                check(fate == number and start + count <= tokens, "a piece of its record")
                if start > 0 and index > 0 and pieces[index - 1][0] == record:
                    # Behind a copy of the record's head: one segment.
                    check(pieces[index - 1][1] == 0, "a head at its record's start")
                    count += planned.pop()[3]
                planned.append((file, line, start, count))
            check(planned == list(segments), "the segments of a row")
        check([seen[name] for name in names] == [s["rows"] for s in self.manifest["splits"]], "rows")
        dropped = sum(record[5] >= 256 for record in plan.records)
        self.check_rejected(dropped)

    def check_rejected(self, dropped_by_plan):
        paths = [entry["path"] for entry in self.manifest["inputs"]]
        seen = 0
        for entry in self.manifest["files"]:
            if not entry["name"].startswith("rejected/"):
                continue
            for line in self.bytes(entry["name"]).split(b"\n")[:-1]:
                record = json.loads(line)
                check(record["file"] in paths and record["line"] >= 1, "a rejected record's place")
                check(isinstance(record["detail"], str) and record["reason"], "why")
                if "raw_base64" in record:
                    base64.b64decode(record["raw_base64"], validate=True)
                seen += "content_hash" in record
        check(seen == dropped_by_plan, "records that the plan dropped")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("directory")
    parser.add_argument("--compare", metavar="FILE", help="the output of prep export --format jsonl")
    arguments = parser.parse_args()
    try:
        dataset = DataSet(arguments.directory)
        expected = open(arguments.compare) if arguments.compare else None
        places, count = [], 0
        for split, tokens, labels, segments in dataset.read_rows():
            row = {
                "input_ids": tokens.tolist(),
                "labels": labels.tolist(),
                "segment_lengths": [segment[3] for segment in segments],
                "split": split,
            }
            if expected:
                check(json.loads(next(expected, "null")) == row, f"row {count} of the export")
            else:
                print(json.dumps(row, separators=(",", ":")))
            places.append((split, segments))
            count += 1
        if expected:
            check(next(expected, None) is None, "the end of the export")
        dataset.check_plan(places)
    except FormatError as error:
        sys.exit(str(error))
    print(f"{arguments.directory}: {count} rows, all as docs/FORMAT.md says", file=sys.stderr)


if __name__ == "__main__":
    main()
