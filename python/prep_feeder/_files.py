"""Files that a stranger may have put there, and files that replace others."""
from __future__ import annotations

import contextlib
import json
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

__all__ = ["read_json", "replacing"]

#: What a JSON document of a data set may have, by docs/FORMAT.md.
BYTE_LIMIT = 67_108_864


def read_json(path: Path) -> Any:
    """The JSON document in a file, which must be a regular one of at most `BYTE_LIMIT` bytes.

    A pipe is refused at once and never waited for.

    Raises:
        OSError: It cannot be read, or is no regular file, or too long.
        ValueError: It is no JSON, or nested too deep.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path}: it is not a regular file")
        data = file.read(BYTE_LIMIT + 1)
    if len(data) > BYTE_LIMIT:
        raise OSError(f"{path}: expected at most {BYTE_LIMIT} bytes, found more")
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("it is nested too deep") from None


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of `path` once the block ends, whole and on the disk.

    Until then it stands beside it under a name that cannot be foreseen, and no link is followed;
    where the block fails, it is removed and `path` stays as it was.
    """
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        name = f".{path.name}.{secrets.token_hex(16)}.tmp"
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(name, flags, 0o666, dir_fd=folder)
        try:
            with open(descriptor, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path.name, src_dir_fd=folder, dst_dir_fd=folder)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name, dir_fd=folder)
            raise
        os.fsync(folder)
    finally:
        os.close(folder)
