"""The manifest of a data set; docs/FORMAT.md is normative."""
from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ._files import read_json
from .errors import DataError

__all__ = ["read_manifest"]


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
    return manifest
