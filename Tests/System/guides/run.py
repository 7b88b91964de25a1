#!/usr/bin/env python3
"""Runs every command of the README and the guides, and compares what is printed with what they show.

Usage: Tests/System/guides/run.py [DOCUMENT ...]          (run by `make guides-test`)

Each document is read from top to bottom in a directory of its own, where a file named data.jsonl is at
hand, and a data set of it named out, unless the document builds that. Blocks of `sh` must end with status 0.
Blocks of `console` hold commands after `$ ` and what these print, which must be the same but for
times, speeds and memory; a … stands for any text, and alone on a line for any lines. Blocks of
`python` run where the packages that they import are: see GUIDES_PYTHON.

A comment of HTML right before a block says what else is true of it:

    <!-- run: no, because … -->      it is not run here, for a reason that is printed
    <!-- run: status 3 -->           it ends with that status

Environment: PREP (the binary; default .build/release/prep); GUIDES_PYTHON (a Python with TRL and the
package prep_feeder; without it blocks of `python` are passed over, which is printed).
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
PREP = pathlib.Path(os.environ.get("PREP", ROOT / ".build/release/prep")).resolve()
DOCUMENTS = ["README.md", "docs/COMPARE.md", *sorted(
    str(path.relative_to(ROOT)) for path in (ROOT / "docs/guides").glob("*.md"))]
DATA = ROOT / "fixtures/documents/instructions.jsonl"
BLOCK = re.compile(
    r"(?:^<!-- run: (?P<directive>[^\n]*?) -->\n+)?^```(?P<language>sh|console|python)\n"
    r"(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
# What no two runs have in common.
MASKS = [
    (re.compile(r"\b[\d.,]+ (?:s|min|h)\b(?! a)"), "TIME"),
    (re.compile(r"[\d.,]+ [kMGT]?B/s"), "SPEED"),
    (re.compile(r"[\d.,]+ [kMG]B of memory"), "MEMORY"),
    (re.compile(r"(memory +)[\d.,]+ [kMG]B"), r"\1MEMORY"),
    (re.compile(r"(time|speed|memory) +"), r"\1 "),
]


class Failure(Exception):
    """A block that did not do what its document says."""


def masked(line):
    """`line` without what no two runs have in common."""
    for pattern, name in MASKS:
        line = pattern.sub(name, line)
    return line.rstrip()


def environment():
    """The environment of the commands: prep in the path, nothing that changes what it prints."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "XDG_CACHE_HOME") if name in os.environ}
    return {**kept, "PATH": f"{PREP.parent}:{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "80"}


def run(command, directory):
    """The status and the output of a shell that runs `command`."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command], cwd=directory, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
    return done.returncode, done.stdout


def check_status(command, status, expected, output):
    if status != expected:
        raise Failure(f"$ {command}\n{output}expected status {expected}, found {status}")


def check_output(command, shown, output):
    """Compares what a document shows of a command's output with what it printed."""
    printed = [masked(line) for line in output.rstrip("\n").split("\n")]
    position = 0
    skips = False
    for line in shown:
        if line.strip() == "…":
            skips = True
            continue
        wanted = masked(line)
        pattern = re.compile(".*".join(re.escape(part) for part in wanted.split("…")))
        candidates = range(position, len(printed) if skips else min(position + 1, len(printed)))
        found = next((place for place in candidates if pattern.fullmatch(printed[place])), None)
        if found is None:
            near = printed[position] if position < len(printed) else "(the end)"
            raise Failure(
                f"$ {command}\n{output}\nthe document shows: {wanted}\nhere stands:        {near}")
        position, skips = found + 1, False
    if not skips and position < len(printed) and any(printed[position:]):
        raise Failure(f"$ {command}\n{output}\nthe document stops before: {printed[position]}")


def run_console(text, expected, directory):
    """Runs the commands of a block of `console` one by one; the last may have another status."""
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
    if parts[0].strip() or len(parts) < 2:
        raise Failure("a block of console begins with `$ ` and a command")
    for number, part in enumerate(parts[1:]):
        lines = part.rstrip("\n").split("\n")
        command = lines.pop(0)
        while command.endswith("\\"):
            command += "\n" + lines.pop(0)
        status, output = run(command, directory)
        check_status(command, status, expected if number == len(parts) - 2 else 0, output)
        check_output(command, lines, output)


def run_python(text, directory):
    """Runs a block of `python`; false where there is no Python for it."""
    python = os.environ.get("GUIDES_PYTHON")
    if not python:
        return False
    done = subprocess.run(
        [python, "-c", text], cwd=directory, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, timeout=900)
    if done.returncode:
        raise Failure(f"{text}\n{done.stdout[-4000:]}")
    return True


def prepare(directory, text):
    """Puts what the document `text` takes for granted into `directory`: data, and the data set `out`
    of it, unless the document builds that itself."""
    shutil.copy(DATA, directory / "data.jsonl")
    if re.search(r"prep build data.jsonl --output out\b(?!-)", text):
        return
    status, output = run("prep build data.jsonl --output out --keep-parts --quiet", directory)
    check_status("prep build", status, 0, output)


def check(name):
    """Runs the blocks of one document; returns how many, and what was passed over."""
    text = (ROOT / name).read_text(encoding="utf-8")
    count, left = 0, []
    with tempfile.TemporaryDirectory() as temporary:
        directory = pathlib.Path(temporary)
        prepare(directory, text)
        for block in BLOCK.finditer(text):
            line = text.count("\n", 0, block.start("text")) + 1
            directive = block["directive"] or ""
            if directive.startswith("no"):
                left.append(f"{name}:{line}: not run: {directive[2:].strip(' ,')}")
                continue
            expected = int(directive.split()[1]) if directive.startswith("status") else 0
            try:
                if block["language"] == "console":
                    run_console(block["text"], expected, directory)
                elif block["language"] == "python":
                    if not run_python(block["text"], directory):
                        left.append(f"{name}:{line}: not run: no GUIDES_PYTHON")
                        continue
                else:
                    status, output = run(block["text"], directory)
                    check_status(block["text"], status, expected, output)
            except (Failure, subprocess.TimeoutExpired) as failure:
                raise Failure(f"{name}:{line}: {failure}") from failure
            count += 1
    return count, left


def main():
    failures = 0
    for name in sys.argv[1:] or DOCUMENTS:
        try:
            count, left = check(name)
        except Failure as failure:
            failures += 1
            print(failure)
            continue
        print(f"{name}: {count} blocks do what it says")
        for line in left:
            print(f"  {line}")
        if count + len(left) == 0:
            failures += 1
            print(f"{name}: has no block")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
