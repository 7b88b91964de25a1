#!/usr/bin/env python3
"""Makes fixtures/shards: the golden data set of format version 1, and broken files.

Usage: Tools/make-shard-fixtures.py golden|golden-split
                                                run .build/release/prep; only for a new version:
                                                the golden data sets of a version stay for ever
       Tools/make-shard-fixtures.py broken    write the broken files and their table anew

A broken file is a sound one with one change, its hashes made right again unless they are what is
broken. broken/errors.tsv names for each the kind and the place of the error and its text, which
Tests/ShardsTests compares. Needs python/reader/requirements.txt.
"""
import json
import os
import shutil
import subprocess
import sys

import xxhash
import zstandard

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FIXTURES = os.path.join(ROOT, "fixtures", "shards")
ROW_LENGTH, PAD = 12, 128004


def xxh64(data):
    return xxhash.xxh3_64_intdigest(bytes(data)).to_bytes(8, "little")


def xxh128(data):
    digest = xxhash.xxh3_128_intdigest(bytes(data))
    return (digest & (2**64 - 1)).to_bytes(8, "little") + (digest >> 64).to_bytes(8, "little")


def u16(value):
    return value.to_bytes(2, "little")


def u32(value):
    return value.to_bytes(4, "little")


def u64(value):
    return value.to_bytes(8, "little")


def planes(values, width):
    return b"".join(bytes(value >> 8 * k & 0xFF for value in values) for k in range(width))


def compress(data):
    return zstandard.ZstdCompressor(level=3).compress(bytes(data))


def frame_entry(offset, frame, content):
    return u64(offset) + u32(len(frame)) + u32(len(content)) + xxh64(frame) + xxh64(content)


# Shards ------------------------------------------------------------------------------------------


def token_planes(tokens):
    bits = bytearray(-(-len(tokens) // 8))
    for index, token in enumerate(tokens):
        bits[index // 8] |= (token >> 16 & 1) << index % 8
    return b"".join(u16(token & 0xFFFF) for token in tokens) + bytes(bits)


def sidecar(row_segments, row_runs, segments, runs, rows=None, unused=0):
    """`segments` are (tokens, input, line, token start), `runs` are (gap, tokens)."""
    columns = [[segment[k] for segment in segments] for k in range(4)]
    return (
        u32(len(row_segments) if rows is None else rows) + u32(len(segments)) + u32(len(runs))
        + u32(unused) + planes(row_segments, 4) + planes(row_runs, 4) + planes(columns[0], 4)
        + planes(columns[1], 4) + planes(columns[2], 8) + planes(columns[3], 4)
        + planes([run[0] for run in runs], 4) + planes([run[1] for run in runs], 4)
    )


class Block:
    def __init__(self, rows, row_segments, row_runs, segments, runs):
        self.tokens = [token for row in rows for token in row + [PAD] * (ROW_LENGTH - len(row))]
        self.row_segments, self.row_runs = row_segments, row_runs
        self.segments, self.runs = segments, runs
        self.sidecar = self.planes = None
        self.frames = [None, None]
        self.figures = None

    def contents(self):
        beside = sidecar(self.row_segments, self.row_runs, self.segments, self.runs)
        return self.planes or token_planes(self.tokens), self.sidecar or beside

    def stated(self):
        own = [sum(s[0] for s in self.segments), sum(r[1] for r in self.runs), len(self.segments)]
        return self.figures or own


def sample_blocks():
    """Three rows of 12 tokens in blocks of two: ids of 16 and of 17 bits, padding in two rows."""
    return [
        Block(
            [[128000, 9906, 1917, 0, 128009, 128000, 9906, 1917, 0, 128009, 65535, 65536],
             [128000, 1, 2, 3, 4]],
            [2, 1], [2, 1], [(5, 0, 1, 0), (7, 0, 2, 0), (5, 1, 7, 4)], [(2, 3), (2, 4), (1, 2)]),
        Block([[131071, 7]], [1], [0], [(2, 1, 8, 0)], []),
    ]


def header(row_length=ROW_LENGTH, rows=3, rows_per_block=2, split=b"train"):
    body = (
        b"PREPSHRD" + u16(1) + u16(0) + u32(0) + u32(row_length) + u32(rows) + u32(rows_per_block)
        + u16(1) + u16(0) + u32(PAD) + u32(0) + u64(0) + split.ljust(16, b"\0")
        + bytes(range(1, 33)) + bytes(range(101, 133))
    )
    return u32(0x184D2A50) + u32(136) + body + xxh64(body)


def make_shard(blocks, head=None):
    out, entries, content = bytearray(head or header()), b"", b""
    for block in blocks:
        for number, data in enumerate(block.contents()):
            frame = block.frames[number] or compress(data)
            entries += frame_entry(len(out), frame, data)
            out += frame
            content += data
        entries += b"".join(map(u32, block.stated())) + u32(0)
    body = b"PREPINDX" + u32(len(blocks)) + u32(0) + entries + xxh128(content)
    out += u32(0x184D2A51) + u32(40 + 80 * len(blocks)) + body + xxh64(body)
    table = u32(144) + u32(0)
    for entry in range(0, len(entries), 80):
        table += entries[entry + 8 : entry + 16] + entries[entry + 40 : entry + 48]
    table += u32(48 + 80 * len(blocks)) + u32(0) + u32(2 * len(blocks) + 2) + b"\0"
    out += u32(0x184D2A5E) + u32(25 + 16 * len(blocks)) + table + u32(0x8F92EAB1)
    return out


def changed_block(change, number=0):
    blocks = sample_blocks()
    change(blocks[number])
    return make_shard(blocks)


def with_header(offset, data, reseal=True):
    shard = make_shard(sample_blocks())
    shard[offset : offset + len(data)] = data
    if reseal:
        shard[136:144] = xxh64(shard[8:136])
    return shard


INDEX_LENGTH, TABLE_LENGTH = 48 + 160, 33 + 32


def with_index(offset, data, reseal=True):
    """`offset` counts from the index frame."""
    shard = make_shard(sample_blocks())
    index = len(shard) - TABLE_LENGTH - INDEX_LENGTH
    shard[index + offset : index + offset + len(data)] = data
    if reseal:
        end = index + INDEX_LENGTH
        shard[end - 8 : end] = xxh64(shard[index + 8 : end - 8])
    return shard


def set_values(**values):
    def change(block):
        for name, value in values.items():
            setattr(block, name, value)
    return change


def flipped(offset):
    shard = make_shard(sample_blocks())
    shard[offset] ^= 4
    return shard


def skippable(count):
    return u32(0x184D2A53) + u32(count - 8) + bytes(count - 8)


def shard_cases():
    sound = make_shard(sample_blocks())
    first, second = sample_blocks()
    content = first.contents()
    frame = compress(content[0])
    both = compress(content[0][:10]) + compress(content[0][10:])
    index = len(sound) - TABLE_LENGTH - INDEX_LENGTH
    segments, runs = first.segments, first.runs

    def segment(number, column, value):
        changed = [list(entry) for entry in segments]
        changed[number][column] = value
        return changed

    yield "empty", b"", "truncated", "file"
    yield "cut-in-header", sound[:100], "truncated", "file"
    yield "cut-in-index", sound[:-80], "malformed", "index"
    yield "longer", sound + b"\0", "malformed", "index"
    yield "other-magic", with_header(8, b"PREPPLAN"), "not_this_format", "header"
    yield "other-frame-magic", with_header(0, u32(0x184D2A5F)), "not_this_format", "header"
    yield "frame-length", with_header(4, u32(137)), "malformed", "header"
    yield "major-version", with_header(16, u16(2)), "unsupported_version", "header"
    yield "header-hash", with_header(30, b"\1", False), "checksum", "header"
    yield "flags", with_header(20, u32(1)), "malformed", "header"
    yield "encoding", with_header(36, u16(2)), "malformed", "header"
    yield "reserved-in-header", with_header(44, u32(1)), "malformed", "header"
    yield "row-length-0", with_header(24, u32(0)), "malformed", "header"
    yield "row-length-large", with_header(24, u32(1048577)), "malformed", "header"
    yield "rows-0", with_header(28, u32(0)), "malformed", "header"
    yield "rows-large", with_header(28, u32(16777217)), "malformed", "header"
    yield "rows-more-than-bytes", with_header(28, u32(16777216)), "truncated", "file"
    yield "rows-per-block-0", with_header(32, u32(0)), "malformed", "header"
    yield "rows-per-block-large", with_header(32, u32(349526)), "malformed", "header"
    yield "pad-token", with_header(40, u32(131072)), "malformed", "header"
    yield "first-row", with_header(48, u64(2**63 - 2)), "malformed", "header"
    yield "split", with_header(56, b"Train"), "malformed", "header"
    yield "split-path", with_header(56, b"../../a"), "malformed", "header"
    yield "split-trailing", with_header(56, b"train\0a"), "malformed", "header"
    yield "index-magic", with_index(8, b"PREPPIDX"), "malformed", "index"
    yield "index-frame-length", with_index(4, u32(1)), "malformed", "index"
    yield "index-blocks", with_index(16, u32(3)), "malformed", "index"
    yield "index-reserved", with_index(20, u32(1)), "malformed", "index"
    yield "index-hash", with_index(40, b"\1", False), "checksum", "index"
    yield "entry-reserved", with_index(24 + 76, u32(1)), "malformed", "index"
    yield "frame-overlaps", with_index(24 + 32, u64(150)), "malformed", "sidecar 0"
    yield "frame-behind-file", with_index(24 + 32, u64(2**64 - 1)), "malformed", "sidecar 0"
    yield "frame-in-header", with_index(24, u64(0)), "malformed", "block 0"
    yield "compressed-0", with_index(24 + 8, u32(0)), "malformed", "block 0"
    yield "compressed-large", with_index(24 + 8, u32(2**32 - 1)), "malformed", "block 0"
    yield "decoded-planes", with_index(24 + 12, u32(50)), "malformed", "block 0"
    yield "decoded-planes-bomb", with_index(24 + 12, u32(2**32 - 1)), "malformed", "block 0"
    yield "decoded-sidecar-bomb", with_index(24 + 44, u32(2**31)), "malformed", "sidecar 0"
    yield "blocks-short-of-index", make_gap(sound, index), "mismatch", "index"
    yield "tokens-of-block", with_index(24 + 64, u32(25)), "malformed", "index"
    yield "trained-of-block", with_index(24 + 68, u32(18)), "malformed", "index"
    yield "segments-of-block", with_index(24 + 72, u32(18)), "malformed", "index"
    yield "seek-table", sound[:-40] + bytes([sound[-40] ^ 1]) + sound[-39:], "mismatch", "seek table"
    yield "planes-bit", flipped(144 + 20), "checksum", "block 0"
    yield "sidecar-bit", flipped(index - 10), "checksum", "sidecar 1"
    yield "decoded-hash-of-frame", with_index(24 + 24, u64(1)), "checksum", "block 0"
    yield "no-frame", frame_of(skippable(len(frame))), "malformed", "block 0"
    yield "not-zstd", frame_of(bytes(len(frame))), "malformed", "block 0"
    yield "two-frames", frame_of(both), "malformed", "block 0"
    yield "frame-of-less", frame_of(compress(content[0][:-1])), "malformed", "block 0"
    yield "frame-of-more", frame_of(compress(content[0] + b"\0")), "malformed", "block 0"
    beside = bytearray(content[1])
    yield "sidecar-rows", changed_block(set_values(sidecar=u32(1) + bytes(beside[4:]))), \
        "malformed", "sidecar 0"
    yield "sidecar-count", changed_block(
        set_values(sidecar=u32(2) + u32(2**32 - 1) + bytes(beside[8:]))), "malformed", "sidecar 0"
    yield "sidecar-reserved", changed_block(
        set_values(sidecar=sidecar([2, 1], [2, 1], segments, runs, unused=1))), \
        "malformed", "sidecar 0"
    yield "row-without-segment", changed_block(set_values(row_segments=[0, 3])), "malformed", "row 0"
    yield "segments-left-over", changed_block(set_values(row_segments=[1, 1], row_runs=[1, 2])), \
        "malformed", "row 1"
    yield "segment-of-0", changed_block(set_values(segments=segment(2, 0, 0), runs=[(2, 3), (2, 4)],
        row_runs=[2, 0])), "malformed", "row 1"
    yield "line-0", changed_block(set_values(segments=segment(0, 2, 0))), "malformed", "row 0"
    yield "row-too-long", changed_block(set_values(segments=segment(1, 0, 8))), "malformed", "row 0"
    yield "run-of-0", changed_block(set_values(runs=[(2, 0), (5, 4), (1, 2)])), "malformed", "row 0"
    yield "run-over-segments", changed_block(set_values(runs=[(2, 4), (1, 4), (1, 2)])), \
        "malformed", "row 0"
    yield "run-in-padding", changed_block(set_values(runs=[(2, 3), (2, 4), (4, 2)])), \
        "malformed", "row 1"
    yield "run-overflow", changed_block(set_values(runs=[(2, 3), (2, 4), (2**32 - 1, 2)])), \
        "malformed", "row 1"
    yield "runs-left-over", changed_block(set_values(row_runs=[2, 0])), "malformed", "row 0"
    yield "figures", changed_block(set_values(figures=[16, 9, 3])), "mismatch", "sidecar 0"
    yield "padding", changed_block(
        lambda block: block.tokens.__setitem__(20, 5)), "malformed", "row 1"
    yield "unused-bits", changed_block(
        set_values(planes=second.contents()[0][:-1] + b"\xFF"), 1), "malformed", "block 1"
    yield "decoded-hash", with_index(24 + 160, u64(1)), "checksum", "file"


def frame_of(data):
    return changed_block(set_values(frames=[data, None]))


def make_gap(sound, index):
    """Bytes between the last block and the index, which the seek table does not know either."""
    return sound[:index] + skippable(8) + sound[index:]


# Plans -------------------------------------------------------------------------------------------


def description(**changes):
    value = {
        "format": "prep plan", "records": 3, "reasons": ["duplicate", "too_long"],
        "splits": [{"name": "train", "rows": 2, "pieces": 3}],
        "units": [{
            "byte_count": 40, "hash": "0" * 32,
            "segments": [{"file": 0, "first_line": 1, "lines": 4, "file_byte_offset": 0,
                          "unit_byte_offset": 0, "byte_count": 40}],
        }],
    } | changes
    return (json.dumps(value, indent=2) + "\n").encode()


RECORDS = [(0, 1, 0, 9, 5, 0), (0, 2, 10, 9, 7, 0), (0, 4, 30, 9, 50, 257)]
ROWS = [[(0, 0, 5), (1, 0, 3)], [(1, 3, 4)]]


def record_section(records):
    widths = [4, 8, 8, 8, 4, 4]
    return b"".join(planes([r[k] for r in records], w) for k, w in enumerate(widths))


def row_section(rows, count=None):
    pieces = [piece for row in rows for piece in row]
    return (
        u32(len(rows) if count is None else count) + u32(len(pieces))
        + planes([len(row) for row in rows], 4)
        + b"".join(planes([piece[k] for piece in pieces], 4) for k in range(3))
    )


def make_plan(sections=None, patch=None, patch_index=None):
    """`sections` are (kind, split, first, count, content)."""
    sections = sections or sound_sections()
    body = b"PREPPLAN" + u16(1) + u16(0) + u32(0)
    out = bytearray(u32(0x184D2A50) + u32(24) + body + xxh64(body))
    entries = b""
    for kind, split, first, count, content in sections:
        frame = compress(content)
        entries += u32(kind) + u32(split) + u64(first) + u64(count)
        entries += frame_entry(len(out), frame, content)
        out += frame
    body = bytearray(b"PREPPIDX" + u32(len(sections)) + u32(0) + entries)
    if patch_index:
        body[patch_index[0] : patch_index[0] + len(patch_index[1])] = patch_index[1]
    index = len(out)
    out += u32(0x184D2A51) + u32(24 + 56 * len(sections)) + body + xxh64(body)
    out += u32(0x184D2A52) + u32(16) + u64(index) + b"PREPPEND"
    if patch:
        offset = patch[0] if patch[0] >= 0 else len(out) + patch[0]
        out[offset : offset + len(patch[1])] = patch[1]
        if 8 <= offset < 24:
            out[24:32] = xxh64(out[8:24])
    return out


def sound_sections(about=None, records=RECORDS, rows=ROWS, row_bytes=None):
    return [
        (1, 0, 0, 1, about or description()), (2, 0, 0, len(records), record_section(records)),
        (3, 0, 0, len(rows), row_bytes or row_section(rows)),
    ]


def changed(values, row, column, value):
    copy = [list(entry) for entry in values]
    copy[row][column] = value
    return copy


def plan_cases():
    sound = make_plan()
    one, two, three = sound_sections()
    entry = 16  # in the index's body
    yield "empty", b"", "truncated", "file"
    yield "cut", sound[:-1], "malformed", "footer"
    yield "other-magic", make_plan(patch=(8, b"PREPSHRD")), "not_this_format", "header"
    yield "major-version", make_plan(patch=(16, u16(2))), "unsupported_version", "header"
    yield "flags", make_plan(patch=(20, u32(1))), "malformed", "header"
    yield "header-hash", make_plan(patch=(24, u64(1))), "checksum", "header"
    yield "trailer-magic", make_plan(patch=(-8, b"PREPPENT")), "malformed", "footer"
    yield "index-behind-file", make_plan(patch=(-16, u64(2**64 - 1))), "malformed", "footer"
    yield "index-elsewhere", make_plan(patch=(-16, u64(40))), "malformed", "index"
    yield "index-count", make_plan(patch_index=(8, u32(4))), "malformed", "index"
    yield "index-reserved", make_plan(patch_index=(12, u32(1))), "malformed", "index"
    yield "index-hash", make_plan(patch=(-32, u64(1))), "checksum", "index"
    yield "kind", make_plan(patch_index=(entry, u32(4))), "malformed", "chunk 0"
    yield "no-description", make_plan([two, three]), "malformed", "index"
    yield "two-descriptions", make_plan([one, one, two, three]), "malformed", "index"
    yield "section-overlaps", make_plan(patch_index=(entry + 56 + 24, u64(32))), \
        "malformed", "chunk 1"
    yield "section-bomb", make_plan(patch_index=(entry + 112 + 36, u32(2**32 - 1))), \
        "malformed", "chunk 2"
    yield "records-length", make_plan(patch_index=(entry + 56 + 16, u64(4))), \
        "malformed", "chunk 1"
    yield "records-too-many", make_plan(patch_index=(entry + 56 + 16, u64(2**63))), \
        "malformed", "chunk 1"
    yield "records-missing", make_plan(sound_sections(records=RECORDS[:2])), "mismatch", "index"
    yield "rows-missing", make_plan([one, two]), "mismatch", "index"
    yield "rows-twice", make_plan([one, two, three, three]), "malformed", "chunk 3"
    yield "rows-of-no-split", make_plan([one, two, (3, 1, 0, 2, three[4])]), "malformed", "chunk 2"
    yield "pieces", make_plan(sound_sections(description(
        splits=[{"name": "train", "rows": 2, "pieces": 4}]))), "mismatch", "index"
    yield "split-name", make_plan(sound_sections(description(
        splits=[{"name": "../a", "rows": 2, "pieces": 3}]))), "malformed", "splits[0].name"
    yield "not-json", make_plan(sound_sections(b"{")), "malformed", "document"
    yield "other-document", make_plan(sound_sections(b"{}\n")), "malformed", "format"
    yield "places-descend", make_plan(sound_sections(records=changed(RECORDS, 1, 1, 1))), \
        "malformed", "chunk 1"
    yield "disposition-split", make_plan(sound_sections(records=changed(RECORDS, 0, 5, 1))), \
        "malformed", "chunk 1"
    yield "disposition-reason", make_plan(sound_sections(records=changed(RECORDS, 2, 5, 258))), \
        "malformed", "chunk 1"
    yield "unknown-reason", make_plan(sound_sections(description(reasons=["duplicate", "x"]))), \
        "malformed", "chunk 1"
    yield "row-count", make_plan(sound_sections(row_bytes=row_section(ROWS, 3))), \
        "mismatch", "chunk 2"
    yield "row-without-piece", make_plan(sound_sections(rows=[ROWS[0] + ROWS[1], []])), \
        "malformed", "chunk 2"
    yield "piece-of-no-record", make_plan(sound_sections(rows=[[(3, 0, 5), (1, 0, 3)], ROWS[1]])), \
        "malformed", "chunk 2"
    yield "piece-of-0", make_plan(sound_sections(rows=[[(0, 0, 0), (1, 0, 3)], ROWS[1]])), \
        "malformed", "chunk 2"
    yield "section-bit", make_plan(patch=(40, b"\xFF")), "checksum", "chunk 0"


# Manifests ---------------------------------------------------------------------------------------


def manifest_text(value, hash_key="manifest_hash", digest=None):
    value = {key: own for key, own in value.items() if key != "manifest_hash"}
    line = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    digest = digest or f"{xxhash.xxh3_128_intdigest(line):032x}"
    text = json.dumps(value | {hash_key: digest}, indent=2, ensure_ascii=False)
    return text.encode() + b"\n"


def holder(document, path):
    """What the last step of `path` is a member of."""
    for key in path[:-1]:
        document = document[key]
    return document


def manifest_cases():
    with open(os.path.join(FIXTURES, "golden", "manifest.json"), "rb") as file:
        raw = file.read()

    def changed(*path, value):
        document = json.loads(raw)
        holder(document, path)[path[-1]] = value
        return manifest_text(document)

    def without(*path):
        document = json.loads(raw)
        del holder(document, path)[path[-1]]
        return manifest_text(document)

    assert manifest_text(json.loads(raw)) == raw
    yield "empty", b"", "malformed", "document"
    yield "cut", raw[:-3], "malformed", "document"
    yield "twice-a-key", b'{"format":1,"format":1}', "malformed", "document"
    yield "deep", b"[" * 65 + b"]" * 65, "malformed", "document"
    yield "no-object", b"[]", "malformed", "document"
    yield "format", changed("format", value="x"), "malformed", "format"
    yield "version", changed("version", value=2), "malformed", "version"
    yield "hash", manifest_text(json.loads(raw), digest="0" * 32), "malformed", "manifest_hash"
    yield "no-hash", manifest_text(json.loads(raw), "hash"), "malformed", "manifest_hash"
    yield "dataset-id", changed("dataset_id", value="0" * 32), "malformed", "dataset_id"
    yield "shard-name", changed("shards", 0, "name", value="../../etc/passwd"), \
        "malformed", "shards[0].name"
    yield "file-name", changed("files", 0, "name", value="/etc/passwd"), \
        "malformed", "files[0].name"
    yield "split-name", changed("splits", 0, "name", value="../../tmp/x"), \
        "malformed", "splits[0].name"
    yield "rejected-name", changed("files", 2, "name", value="rejected/../../00000.jsonl"), \
        "malformed", "files[2].name"
    yield "file-twice", changed("files", 1, "name", value="plan"), "malformed", "files"
    yield "split-twice", changed("splits", 1, "name", value="train"), "malformed", "splits"
    yield "split-sums", changed("splits", 0, "tokens", value=1), "malformed", "splits[0]"
    yield "shard-missing", without("shards", 1), "malformed", "splits[0]"
    yield "shard-order", changed("shards", 1, "first_row", value=1), "malformed", "shards[1]"
    yield "shard-tokens", changed("shards", 0, "padding_tokens", value=1), \
        "malformed", "shards[0]"
    yield "rows-large", changed("shards", 0, "rows", value=2**24 + 1), \
        "malformed", "shards[0].rows"
    yield "count-large", changed("shards", 0, "tokens", value=2**45 + 1), \
        "malformed", "shards[0].tokens"
    yield "row-length", changed("row_length", value=0), "malformed", "row_length"
    yield "rows-per-block", changed("rows_per_block", value=2**22), "malformed", "rows_per_block"
    yield "pad-token", changed("pad_token", value=131072), "malformed", "pad_token"
    yield "tokenizer", changed("tokenizer", "sha256", value="0"), "malformed", "tokenizer.sha256"
    yield "no-splits", without("splits"), "malformed", "splits"


def data_set_cases():
    """Manifests that are sound and do not fit the golden data set's other files.

    Kind and place are those of `Damage`: what of which file `prep verify` finds.
    """
    with open(os.path.join(FIXTURES, "golden", "manifest.json")) as file:
        text = file.read()

    def changed(change):
        document = json.loads(text)
        change(document)
        hashes = b"".join(xxh128_of(shard["decoded_hash"]) for shard in document["shards"])
        document["dataset_id"] = f"{xxhash.xxh3_128_intdigest(hashes):032x}"
        return manifest_text(document)

    def member(*path, value):
        def change(document):
            holder(document, path)[path[-1]] = value
        return change

    def fewer_trained(document):
        document["shards"][0]["trained_tokens"] -= 1
        document["splits"][0]["trained_tokens"] -= 1

    first, plan = "shards/train-00000.shard", "plan"
    zeros = "0" * 32
    yield "pad-token", changed(member("pad_token", value=0)), "mismatch", first
    yield "rows-per-block", changed(member("rows_per_block", value=63)), "mismatch", first
    yield "tokenizer", changed(member("tokenizer", "sha256", value="0" * 64)), "mismatch", first
    yield "decoded-hash", changed(member("shards", 0, "decoded_hash", value=zeros)), \
        "mismatch", first
    yield "trained-tokens", changed(fewer_trained), "mismatch", first
    yield "file-hash", changed(member("shards", 0, "file_hash", value=zeros)), "file_hash", first
    yield "byte-count", changed(member("shards", 0, "byte_count", value=1)), "size", first
    yield "plan-hash", changed(member("files", 0, "hash", value=zeros)), "file_hash", plan
    yield "inputs", changed(member("inputs", value=[])), "mismatch", plan


def xxh128_of(digits):
    value = int(digits, 16)
    return u64(value & (2**64 - 1)) + u64(value >> 64)


GOLDEN_OPTIONS = {
    "golden": [
        "--sequence-length", "12", "--pack", "concat", "--dedup", "exact", "--validation", "3",
        "--rows-per-shard", "70"],
    "golden-split": [
        "--sequence-length", "96", "--overlong", "split", "--validation", "3",
        "--rows-per-shard", "5"],
}


def make_golden(name):
    target = os.path.join(FIXTURES, name)
    prep = os.path.join(ROOT, ".build", "release", "prep")
    shutil.rmtree(target, ignore_errors=True)
    subprocess.run(
        [prep, "build", "input.jsonl", "--output", name, "--level", "19", "--quiet",
         *GOLDEN_OPTIONS[name]], cwd=FIXTURES, check=True)
    os.remove(os.path.join(target, "run-log.json"))
    with open(os.path.join(FIXTURES, f"{name}-rows.jsonl"), "wb") as file:
        subprocess.run(
            [sys.executable, os.path.join(ROOT, "python", "reader", "prep_shards.py"), target],
            stdout=file, check=True)


def make_broken():
    target = os.path.join(FIXTURES, "broken")
    table = os.path.join(target, "errors.tsv")
    texts = {}
    if os.path.exists(table):
        with open(table) as file:
            texts = {line.split("\t")[0]: line.rstrip("\n").split("\t")[3] for line in file}
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    with open(os.path.join(target, "sound.shard"), "wb") as file:
        file.write(make_shard(sample_blocks()))
    with open(os.path.join(target, "sound.plan"), "wb") as file:
        file.write(make_plan())
    with open(table, "w") as rows:
        for ending, cases in (("shard", shard_cases), ("plan", plan_cases),
                              ("manifest.json", manifest_cases),
                              ("of-golden.json", data_set_cases)):
            for name, data, kind, place in cases():
                name = f"{name}.{ending}"
                with open(os.path.join(target, name), "wb") as file:
                    file.write(data)
                rows.write("\t".join([name, kind, place, texts.get(name, "?")]) + "\n")


if __name__ == "__main__":
    if sys.argv[1] == "broken":
        make_broken()
    else:
        make_golden(sys.argv[1])
