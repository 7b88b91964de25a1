"""The command `prep` as the wheel carries it, started so that nothing of Python stays.

A package of its own, without numpy, since it is imported whenever the command is typed.
"""
from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

__all__ = ["main", "path"]


def path() -> Path:
    """Where the command is: the wheel's own, or what PREP_COMMAND names."""
    named = os.environ.get("PREP_COMMAND")
    return Path(named) if named else Path(__file__).with_name("bin") / "prep"


def main() -> NoReturn:
    """Becomes the command, with this process's arguments."""
    # Commands that need Python, as `prep setup`, take the one that has this package.
    if sys.executable:
        os.environ.setdefault("PREP_PYTHON", sys.executable)
    # Python ignores these, and what is ignored stays so in the program that follows.
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    binary = path()
    try:
        os.execv(binary, ["prep", *sys.argv[1:]])
    except OSError as error:
        sys.exit(f"prep: {binary} cannot be started: {error.strerror}; install the wheel of "
                 "prep-feeder for Linux on x86-64, or name a command in PREP_COMMAND")
