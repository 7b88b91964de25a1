"""Writes a data set as Parquet, one file a split, as TRL takes packed columns.

    python -m prep_feeder.parquet DIRECTORY OUTPUT [--split NAME]

``OUTPUT`` is a directory; it gets ``train.parquet`` and so on, with the columns ``input_ids``,
``labels`` and ``seq_lengths``, lists of int32, rows without their padding, so the lengths add up to
that of the ids. A split without rows is left out. ``datasets.load_dataset("parquet",
data_files=...)`` reads them. Memory does not grow with the data set.
"""
from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import numpy

from ._files import replacing
from ._manifest import read_manifest
from ._records import record
from .dataset import PrepDataset
from .errors import FeederError, OptionError

__all__ = ["export"]

_COLUMNS = ("input_ids", "labels", "seq_lengths")
# Tokens in a row group: 16 MiB of ids and labels.
_GROUP_TOKENS = 1 << 21


def export(
    path: str | os.PathLike[str], output: str | os.PathLike[str], split: str | None = None
) -> dict[str, int]:
    """Writes the splits of a data set, or one of them; returns the rows of each.

    A file has its name once all of it is written; files of these names are replaced.
    """
    splits = {entry["name"]: int(entry["rows"]) for entry in read_manifest(path)["splits"]}
    if split is not None and split not in splits:
        raise OptionError(f"{os.fspath(path)} has no split {split!r}; it has: {', '.join(splits)}")
    inside = Path(output).resolve()
    if inside == Path(path).resolve() or Path(path).resolve() in inside.parents:
        raise OptionError(f"{os.fspath(output)} lies in the data set itself")
    inside.mkdir(parents=True, exist_ok=True)
    written = {name: rows for name, rows in splits.items() if split in (None, name) and rows}
    for name in written:
        _write(PrepDataset(path, name), inside / f"{name}.parquet")
    return written


def _write(dataset: PrepDataset, file: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    integers = pyarrow.list_(pyarrow.int32())
    schema = pyarrow.schema([(name, integers) for name in _COLUMNS])
    with replacing(file) as unfinished:
        # Ids hardly repeat within a page: a dictionary would only cost.
        with pyarrow.parquet.ParquetWriter(
            unfinished, schema, compression="zstd", use_dictionary=False
        ) as writer:
            group: list[dict[str, Any]] = []
            tokens = 0
            for row in dataset:
                group.append(record(row, _COLUMNS, padding=False))
                tokens += len(group[-1]["input_ids"])
                if tokens >= _GROUP_TOKENS:
                    writer.write_table(_table(group, schema))
                    group, tokens = [], 0
            if group:
                writer.write_table(_table(group, schema))


def _table(group: list[dict[str, Any]], schema: Any) -> Any:
    import pyarrow

    columns = []
    for name in _COLUMNS:
        lists = [row[name] for row in group]
        offsets = numpy.cumsum([0, *map(len, lists)], dtype=numpy.int32)
        columns.append(pyarrow.ListArray.from_arrays(
            pyarrow.array(offsets), pyarrow.array(numpy.concatenate(lists))))
    return pyarrow.Table.from_arrays(columns, schema=schema)


def _shown(text: object) -> str:
    """Text for a terminal, which obeys nothing in it: names and values may be a stranger's."""
    def escaped(character: str) -> str:
        if character.isprintable() or character in "\n\t":
            return character
        # Bytes of a file name that are not UTF-8: held by os.fsdecode, and in a manifest.
        if 0xDC80 <= ord(character) <= 0xDCFF or 0xEF80 <= ord(character) <= 0xEFFF:
            return f"\\x{ord(character) & 0xFF:02X}"
        return f"<U+{ord(character):04X}>"

    return "".join(map(escaped, str(text)))


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m prep_feeder.parquet", description="Writes a prep data set as Parquet.")
    parser.add_argument("directory", help="the data set's directory")
    parser.add_argument("output", help="the directory to write to")
    parser.add_argument("--split", help="write this split only")
    options = parser.parse_args(arguments)
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        print("error: Parquet needs pyarrow: python -m pip install pyarrow", file=sys.stderr)
        return 1
    try:
        written = export(options.directory, options.output, options.split)
    except OptionError as error:
        print(f"error: {_shown(error)}", file=sys.stderr)
        return 2
    except (FeederError, OSError) as error:
        print(f"error: {_shown(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    for name, rows in written.items():
        print(_shown(f"{os.path.join(options.output, name)}.parquet: {rows:,} rows"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
