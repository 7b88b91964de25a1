"""The manifest of a data set; docs/FORMAT.md is normative."""
from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ._files import read_json
from .errors import DataError

__all__ = ["read_manifest"]

#: What this package reads of a manifest; the library reads and checks all of it.
_MEMBERS = {
    "row_length": int, "pad_token": int, "dataset_id": str, "splits": list, "shards": list, "inputs": list,
    "tokenizer": dict, "template": dict,
}
_KINDS = {int: "a whole number", str: "a text", list: "a list", dict: "an object"}
_LONGEST_ROW = 1_048_576


def read_manifest(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The manifest as a dictionary. Its hashes are the library's affair, not checked here."""
    file = Path(path) / "manifest.json"
    try:
        manifest = read_json(file)
    except OSError as error:
        raise DataError(f"{os.fspath(path)} is no data set: {error}") from None
    except ValueError as error:
        raise DataError(f"{file} is no JSON: {error}") from None
    if not isinstance(manifest, dict) or manifest.get("format") != "prep data set":
        raise DataError(f"{file} is not the manifest of a prep data set")
    if manifest.get("version") != 1:
        raise DataError(f"{file}: expected version 1, found {manifest.get('version')!r}")
    for name, kind in _MEMBERS.items():
        # A boolean is a number to Python alone.
        if not isinstance(manifest.get(name), kind) or isinstance(manifest[name], bool):
            raise DataError(
                f"{file}: {name}: expected {_KINDS[kind]}, found {manifest.get(name)!r:.80}")
    if not 1 <= manifest["row_length"] <= _LONGEST_ROW:
        raise DataError(
            f"{file}: row_length: expected 1 to {_LONGEST_ROW}, found {manifest['row_length']}")
    return manifest
