"""`prep build` from Python: the same command, with its progress, its errors and its report."""
from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

import prep_command

from .errors import FeederError, OptionError
from .feeder import Feeder

__all__ = ["BuildError", "BuildResult", "build"]

Path = str | os.PathLike[str]
#: Takes each line that the command prints while it runs.
Progress = Callable[[str], object]


@dataclass(frozen=True)
class BuildResult:
    """A data set that was built, and what is said of it."""

    #: Its directory.
    path: str
    #: The statistics: what `prep stats --json` prints.
    report: dict[str, Any] = field(repr=False)
    records_in: int
    records_kept: int
    #: Records that are not kept, by the reason.
    records_rejected: dict[str, int]
    rows: int
    row_length: int
    #: In rows, without padding.
    tokens: int
    #: Those that a trainer learns from.
    trained_tokens: int

    def open(self, batch_size: int, **options: Any) -> Feeder:
        """Opens a `Feeder` of the data set, which takes the options."""
        return Feeder(self.path, batch_size, **options)

    @staticmethod
    def of(path: str, report: dict[str, Any]) -> BuildResult:
        """The result in `path`, which the command says `report` of."""
        names = ("records_in", "records_kept", "records_rejected", "rows", "row_length", "tokens",
                 "trained_tokens")
        return BuildResult(path, report, **{name: report[name] for name in names})


class BuildError(FeederError):
    """The command ended with another status than 0; the text is what it said.

    `status` is its exit status: 1 runtime or I/O error, 2 wrong usage, 3 a data-quality gate failed,
    130 interrupted; -N where the signal N ended it. After a failed gate `result` is the data set,
    which is there to be looked at; else it is None.
    """

    def __init__(self, message: str, status: int, result: BuildResult | None = None) -> None:
        super().__init__(message)
        self.status, self.result = status, result


def build(
    data: Path | Sequence[Path], output: Path, *, progress: bool | Progress = True, **options: Any
) -> BuildResult:
    """Makes a data set of JSON Lines: `prep build` (docs: `prep build --help`).

    After an interruption, by Ctrl-C too, the same call goes on where it stopped.

    Args:
        data: Files and directories.
        output: The directory that becomes the data set.
        progress: Whether the command's lines of progress are shown on ``sys.stderr``, one over the
            other in notebooks and on screens; or a function that takes each line.
        options: Those of the command by their long names, with ``_`` for ``-``, and values as they
            stand in a YAML file for ``--config``: ``language="en"``, ``sequence_length=4096``,
            ``keep_parts=True``, ``map={"response": "answer.text"}``; None for the default.

    Raises:
        BuildError: The command failed. What is wrong with an option is said by its own name.
        OptionError: There is no input, or a value that YAML has no words for.
    """
    inputs = [data] if isinstance(data, (str, os.PathLike)) else list(data)
    if not inputs:
        raise OptionError("data: expected a file or directory, found none")
    # A name that begins with a hyphen would be an option, and a lone hyphen standard input.
    names = [os.path.join(".", name) if (name := os.fspath(path)).startswith("-") else name
             for path in inputs]
    with tempfile.TemporaryDirectory(prefix="prep-") as folder, _lines(progress) as show:
        file = _option_file(options, folder)
        command = [os.fspath(prep_command.path()), "build", f"--output={os.fspath(output)}",
                   f"--config={file}", "--json", "--progress-seconds=1", "--", *names]
        status, printed, message = _run(command, show)
    result = None
    if status in (0, 3) and printed:
        result = BuildResult.of(os.fspath(output), json.loads(printed))
    if status or result is None:
        # A line of that file is a keyword argument here.
        message = re.sub(re.escape(file) + r":\d+: ", "", message)
        raise BuildError(message or f"prep build ended with status {status}", status, result)
    return result


def _option_file(options: Mapping[str, Any], folder: str) -> str:
    """A YAML file with the options: the command then judges names and values, as of any other."""
    for name in ("config", "json", "quiet", "progress_seconds", "log_format"):
        if name in options:
            raise OptionError(f"{name}: not an option of build() in Python")
    file = os.path.join(folder, "options")
    try:
        # JSON is YAML.
        text = "".join(f"{_yaml(name.replace('_', '-'))}: {_yaml(value)}\n"
                       for name, value in options.items() if value is not None)
        with open(file, "w", encoding="utf-8") as stream:
            stream.write(text)
    except (TypeError, UnicodeEncodeError) as error:
        raise OptionError(f"options: {error}") from None
    return file


def _yaml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=os.fspath)


def _run(command: list[str], show: Progress) -> tuple[int, str, str]:
    """Runs the command to its end: its status, what it printed, and the error it said.

    In a session of its own, since a second Ctrl-C would end it at once: this process hands the first
    one on, and waits.
    """
    # Into a file, so that the pipe of progress alone need be read.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as printed:
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.PIPE,
                encoding="utf-8", errors="replace", start_new_session=True)
        except OSError as error:
            raise FeederError(
                f"{command[0]} cannot be started: {error.strerror}; install the wheel of "
                "prep-feeder, or name a command in PREP_COMMAND") from None
        with process:
            try:
                message = _read(process.stderr, show)
                status = process.wait()
            except BaseException:
                process.send_signal(signal.SIGINT)
                process.wait()
                raise
        printed.seek(0)
        return status, printed.read(), message


def _read(lines: IO[str] | None, show: Progress) -> str:
    """Shows lines until the error, which is the rest."""
    error: list[str] = []
    for line in lines or ():
        line = line.rstrip("\n")
        if error or line.startswith(("prep: ", "Error: ")):
            error.append(line)
        else:
            show(line)
    if error:
        error[0] = error[0].partition(": ")[2]
    return "\n".join(error)


@contextmanager
def _lines(progress: bool | Progress) -> Iterator[Progress]:
    """What takes the lines of progress."""
    if callable(progress):
        yield progress
    elif not progress:
        yield lambda line: None
    else:
        display = _Display()
        try:
            yield display.show
        finally:
            display.close()


class _Display:
    """Lines on standard error: progress in the place of the line before, where that can be.

    Notebooks and screens obey a carriage return; in a log it would make one endless line.
    """

    def __init__(self) -> None:
        self._in_place = sys.stderr.isatty() or "ipykernel" in sys.modules
        self._is_open = False

    def show(self, line: str) -> None:
        if self._in_place and not line.startswith(("note: ", "warning: ")):
            print(f"\r{line:<79}", end="", file=sys.stderr, flush=True)
            self._is_open = True
        else:
            self.close()
            print(line, file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._is_open:
            print(file=sys.stderr, flush=True)
        self._is_open = False
