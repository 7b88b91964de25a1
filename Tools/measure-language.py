#!/usr/bin/env python3
"""Measures what `prep language` decides on texts of known language.

Usage: Tools/measure-language.py TEXTS.jsonl [--wanted CODE] [--half 0|1] [--engine cld2|fasttext:MODEL]

TEXTS.jsonl holds `{"lang": ISO 639-1 code, "kind": a name, "text"}` a line. Prints, for each kind,
how many texts of the wanted language are kept, how many of others are kept, how many are
undetermined; then the languages that are kept most often though not wanted. `--half 1` measures the
texts alone that `generate-language-words.py` does not count, `--half 0` those that it does.
"""

import argparse
import collections
import hashlib
import json
import os
import subprocess


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    parser.add_argument("--wanted", default="en")
    parser.add_argument("--half", type=int, choices=[0, 1])
    parser.add_argument("--engine", default="cld2")
    arguments = parser.parse_args()
    path, wanted = arguments.path, arguments.wanted
    prep = os.environ.get("PREP", ".build/release/prep")
    with open(path, encoding="utf-8") as file:
        texts = [json.loads(line) for line in file]
    if arguments.half is not None:
        texts = [
            text for text in texts
            if hashlib.sha256(text["text"].encode()).digest()[0] % 2 == arguments.half]
    lines = "".join(json.dumps(text["text"]) + "\n" for text in texts)
    output = subprocess.run(
        [prep, "language", "--json-lines", "--wanted", wanted, "--language-engine", arguments.engine],
        input=lines.encode(),
        stdout=subprocess.PIPE, check=True).stdout.decode()
    answers = [json.loads(line) for line in output.splitlines()]
    assert len(answers) == len(texts), (len(answers), len(texts))

    counts = collections.defaultdict(collections.Counter)
    leaks = collections.defaultdict(collections.Counter)
    for text, answer in zip(texts, answers):
        side = "wanted" if text["lang"] == wanted else "other"
        counts[text["kind"]][side] += 1
        counts[text["kind"]][side, answer["decision"]] += 1
        if answer["language"] == "und":
            counts[text["kind"]][side, "und"] += 1
        if side == "other" and answer["decision"] == "keep":
            leaks[text["kind"]][text["lang"]] += 1
    print(f"{'kind':12} {'wanted: kept':>22} {'others: kept':>26} {'undetermined':>14}")
    for kind, count in sorted(counts.items()):
        def share(part, of):
            return f"{part:,} of {of:,} {100 * part / max(1, of):6.2f} %"
        undetermined = count["wanted", "und"] + count["other", "und"]
        total = count["wanted"] + count["other"]
        print(f"{kind:12} {share(count['wanted', 'keep'], count['wanted']):>22}"
              f" {share(count['other', 'keep'], count['other']):>26} {100 * undetermined / total:12.2f} %")
    for kind in sorted(leaks):
        print(f"{kind}: kept most often: " + ", ".join(f"{l} {n}" for l, n in leaks[kind].most_common(12)))


if __name__ == "__main__":
    main()
