#!/usr/bin/env python3
"""Gives configuration files, good ones and bad ones, to the schema and to prep: both must judge alike.

Usage: Tests/System/schemas/configurations.py PREP          (run by run.sh)

An option is tried with each of the texts below, so that most values are wrong for most options.
"""
from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

SCHEMA = json.loads(Path("docs/schemas/prep-yaml.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)

#: Values as they stand in a file.
VALUES = [
    "true", "false", "yes", "on", "off", "0", "1", "-1", "2", "17", "19", "20", "4096", "4097",
    "1024", "1025", "3600", "3601", "1048576", "1048577", "2147483648", "18446744073709551615",
    "18446744073709551616", "0.5", "1.5", "0.5%", "100%", "100.5%", "101%", "0.12345%", "abc", "''",
    "en", "en,de", "[en, de]", "[en, xx]", "xx", "iw", "[]", "[1]", "[1, 2]", "{}", "{a: 1}",
    "{a: b}", "{response: answer.text}", "response=answer.text", "[response=a, instruction=b]",
    "nosuch=a", "{nosuch: a}", "code=5", "[code=5, math=6]", "code=x", "code=", "16MiB", "16 MiB",
    "16MB", "1GiB", "0MiB", "cld2", "fasttext:", "same", "translation", "response", "all", "llama-3.1",
    "none", "exact", "best-fit", "drop", "fail", "last", "keep", "reject", "error", "count",
    "ordinary", "window", "text", "json", "null", "quality_score >= 7",
]
#: What these say a build alone can know: whether a file can be used, and what its condition means.
READS = {"config", "output", "tokenizer", "validation-file", "reject-patterns", "language-report",
         "where", "system", "date"}
#: Sizes with units, whose ranges the schema does not know.
SIZES = {"unit-size", "max-line", "max-window"}
#: What prep needs beside an option that does nothing alone, on the command line.
WITH = {"language-policy": ["--language=en"], "language-engine": ["--language=en"],
        "language-confidence": ["--language=en"], "language-fields": ["--language=en"],
        "pattern-fields": ["--reject-patterns=patterns"]}
#: Whole files.
FILES = {
    "language: [en, de]\nsequence-length: 4096\nvalidation: 0.5%\nkeep-parts: true\n": True,
    "map:\n  instruction: q\n  response: a.text\ncap: {code: 5000, math: 200}\n": True,
    "cap:\n- code=5000\n- math=200\nshuffle: on\ndedup: exact\n": True,
    "sequense-length: 512\n": False,
    "- seed: 1\n": False,
    "seed: 1\nconfig: other.yaml\n": False,
    "help: true\n": False,
}


def by_schema(text: str) -> bool:
    try:
        return VALIDATOR.is_valid(YAML(typ="safe").load(io.StringIO(text)))
    except YAMLError:
        return False


def by_prep(prep: str, text: str, more: list[str] = []) -> tuple[bool, str]:  # noqa: B006
    """Whether prep takes the file: it then complains of the input, which is not there."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "prep.yaml").write_text(text, encoding="utf-8")
        Path(folder, "patterns").write_text("a phrase\n", encoding="utf-8")
        said = subprocess.run(
            [prep, "build", "missing.jsonl", "--output=out", "--config=prep.yaml", *more],
            cwd=folder, capture_output=True, text=True)
        return said.returncode == 1 and "missing.jsonl" in said.stderr, said.stderr


def cases() -> list[tuple[str, str, list[str]]]:
    tried = []
    for name in SCHEMA["properties"]:
        if name in READS:
            continue
        for value in VALUES:
            if name in SIZES and value == "1GiB" or (name, value) in UNKNOWN:
                continue
            tried.append((f"{name}: {value}", f"{name}: {value}\n", WITH.get(name, [])))
    return tried


#: Where the schema is stricter on purpose, since YAML reads a number where prep reads its text, or a
#: single pair where a list is meant.
UNKNOWN: set[tuple[str, str]] = set()


def main() -> None:
    prep = sys.argv[1]
    wrong = []
    counts = {True: 0, False: 0}
    with ThreadPoolExecutor(2) as pool:
        tried = cases()
        outcomes = pool.map(lambda case: by_prep(prep, case[1], case[2]), tried)
        for (label, text, _), (accepts, said) in zip(tried, outcomes):
            counts[accepts] += 1
            if by_schema(text) != accepts:
                wrong.append(f"{label}: the schema says {not accepts}, prep {accepts}: {said.strip()}")
    for text, is_good in FILES.items():
        accepts, said = by_prep(prep, text)
        assert accepts == is_good, f"{text}: {said}"
        if by_schema(text) != is_good:
            wrong.append(f"{text!r}: the schema says {not is_good}")
    assert not wrong, "\n".join(wrong)
    assert counts[True] > 100 and counts[False] > 1000, counts
    # What files hold is not the schema's to know, but that they are named is.
    for name in READS - {"config"}:
        assert by_schema(f"{name}: some text\n") and not by_schema(f"{name}: []\n"), name
    print(f"{sum(counts.values())} values, {counts[True]} of them good, are judged as prep judges them")


main()
