#!/usr/bin/env python3
"""Takes away what the lists hold, one value at a time, in a copy: each time the package must build.

Usage: Tests/System/lists/run.py [--sample N | --together] [LIST...]     (run by `make lists-test`)

A value's line is taken from its list and its file is removed; of a filter also the lines and flags
of its argument group that name it. What does not build then has a second home somewhere.
"""
import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# The file of the list, how a line of it looks, and where the values' files lie.
LISTS = {
    # Lines too: the format that is last then claims all that there is.
    "formats": (
        "Sources/Ingest/Formats/InputFormats.swift", r"^    \.(\w+),\n", "Sources/Ingest/Formats"),
    "forms": ("Sources/Ingest/Forms/FormList.swift", r"^    \.(\w+),\n", "Sources/Ingest/Forms"),
    "templates": (
        "Sources/Tokenizer/Templates/ChatTemplates.swift", r"^    \.(\w+),\n",
        "Sources/Tokenizer/Templates"),
    "exports": ("Sources/Export/ExportFormats.swift", r"^    \.(\w+),\n", "Sources/Export/Formats"),
    "filters": ("Sources/Filters/FilterList.swift", r"^    (\w+)\.self,\n", "Sources/Filters"),
    "corpus filters": (
        "Sources/Planner/Filters/CorpusFilterList.swift", r"^    (\w+)\.self,\n",
        "Sources/Planner/Filters"),
    "checks": (
        "Sources/PrepCommands/Doctor/DoctorChecks.swift", r"^    \.(\w+),\n",
        "Sources/PrepCommands/Doctor/Checks"),
    "report sections": (
        "Sources/PrepCommands/Report/ReportSections.swift", r"^    \.(\w+),\n",
        "Sources/PrepCommands/Report/Sections"),
}
# These are more than their value: other commands and files are about them.
LARGER = {"LanguageOptions", "QualityOptions", "LengthBounds"}


def files() -> list[str]:
    found = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
        capture_output=True, text=True)
    return [name for name in found.stdout.splitlines() if (ROOT / name).is_file()]


def values(kind: str) -> list[str]:
    path, line, _ = LISTS[kind]
    return re.findall(line, (ROOT / path).read_text(), re.MULTILINE)


def home(copy: Path, kind: str, value: str) -> Path:
    """The file that declares `value`."""
    pattern = re.compile(rf"(static let|struct) {value}\b")
    found = [path for path in (copy / LISTS[kind][2]).rglob("*.swift")
             if pattern.search(path.read_text())]
    if len(found) != 1:
        sys.exit(f"{kind}: expected one file that declares {value}, found {found}")
    return found[0]


def remove(copy: Path, kind: str, value: str) -> list[Path]:
    """Takes `value` away; returns the files that were changed."""
    path = copy / LISTS[kind][0]
    lines = path.read_text().splitlines(keepends=True)
    entry = re.compile(rf"^    \.?{value}(\.self)?,\n$")
    path.write_text("".join(line for line in lines if not entry.match(line)))
    own = home(copy, kind, value)
    own.unlink()
    changed = [path, own]
    if kind in ("filters", "corpus filters"):
        for group in (copy / "Sources/PrepCommands/Arguments").glob("*.swift"):
            text = group.read_text()
            # A flag is a paragraph; its type may be one of the filter's own.
            named = re.compile(rf"\b{value}(\(|\.|\b(?=\]))")
            kept = "\n\n".join(
                paragraph for paragraph in text.split("\n\n")
                if not (paragraph.lstrip().startswith("@Option") and named.search(paragraph)))
            kept = "".join(
                line for line in kept.splitlines(keepends=True) if not named.search(line))
            if kept != text:
                group.write_text(kept)
                changed.append(group)
    return changed


def builds(copy: Path) -> list[str] | None:
    """The errors of a build; None where it succeeds."""
    run = subprocess.run(
        ["swift", "build", "--product", "prep", "-Xswiftc", "-warnings-as-errors"], cwd=copy,
        capture_output=True, text=True)
    if run.returncode == 0:
        return None
    return [line for line in run.stdout.splitlines() if "error:" in line]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("lists", nargs="*", default=list(LISTS))
    parser.add_argument("--sample", type=int, help="try so many values of each list")
    parser.add_argument(
        "--together", action="store_true", help="take one value of each list away, in one build")
    options = parser.parse_args()
    if options.together:
        options.sample = 1
    taken = [
        (kind, value) for kind in options.lists
        for value in sample(values(kind), options.sample)]
    failed = []
    with tempfile.TemporaryDirectory(prefix="prep-lists-") as name:
        copy = Path(name)
        for file in files():
            (copy / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / file, copy / file)
        if not options.together and (errors := builds(copy)) is not None:
            sys.exit("the whole package does not build:\n" + "\n".join(errors))
        for group in [taken] if options.together else [[one] for one in taken]:
            changed = [path for kind, value in group for path in remove(copy, kind, value)]
            errors = builds(copy)
            names = ", ".join(f"{value} ({kind})" for kind, value in group)
            print(f"without {names}: {'builds' if errors is None else 'FAILS'}", flush=True)
            if errors is not None:
                failed.append(names)
                print("\n".join(errors), flush=True)
            for path in changed:
                shutil.copyfile(ROOT / path.relative_to(copy), path)
    print(f"{len(failed)} cannot be taken away" if failed else "all can be taken away")
    return 1 if failed else 0


def sample(found: list[str], count: int | None) -> list[str]:
    """Those of a list that are tried."""
    chosen = [value for value in found if value not in LARGER]
    return random.sample(chosen, min(count, len(chosen))) if count else chosen


if __name__ == "__main__":
    sys.exit(main())
