#!/usr/bin/env python3
"""Measures `prep language --wanted X` for every language X of a set of texts.

Usage: Tools/measure-all-languages.py TEXTS.jsonl COUNTS.json [--half 0|1] [--kind sentence]
       Tools/measure-all-languages.py --table BEFORE.json[,…] AFTER.json[,…]

TEXTS.jsonl holds `{"lang": ISO 639-1 code, "kind": a name, "text"}` a line. The first form writes to
COUNTS.json, by wanted language, how many of its own texts and of those of each other language are
kept. The second adds up the files of each side (two halves, each measured by the words of the other)
and prints the table of docs/LANGUAGE.md: texts of the wanted language kept, texts of languages
outside its family kept, the means over all languages, and the pairs that are kept most.
"""

import argparse
import collections
import hashlib
import json
import os
import subprocess

# Languages that no verdict on one sentence tells apart; a text of one is not counted as another's.
FAMILIES = [
    {"bs", "hr", "sr"}, {"da", "nb", "nn"}, {"id", "ms"}, {"cs", "sk"}, {"ja", "zh"}]


def family(language):
    return next((group for group in FAMILIES if language in group), {language})


def measure(arguments):
    with open(arguments.texts, encoding="utf-8") as file:
        texts = [json.loads(line) for line in file]
    texts = [text for text in texts if text["kind"] == arguments.kind]
    if arguments.half is not None:
        texts = [
            text for text in texts
            if hashlib.sha256(text["text"].encode()).digest()[0] % 2 == arguments.half]
    lines = "".join(json.dumps(text["text"]) + "\n" for text in texts).encode()
    prep = os.environ.get("PREP", ".build/release/prep")
    counts = {}
    for wanted in sorted({text["lang"] for text in texts}):
        output = subprocess.run(
            [prep, "language", "--json-lines", "--wanted", wanted], input=lines,
            stdout=subprocess.PIPE, check=True).stdout.decode()
        answers = [json.loads(line) for line in output.splitlines()]
        assert len(answers) == len(texts), (len(answers), len(texts))
        found = collections.defaultdict(lambda: [0, 0])
        for text, answer in zip(texts, answers):
            found[text["lang"]][0] += 1
            found[text["lang"]][1] += answer["decision"] == "keep"
        counts[wanted] = found
    with open(arguments.counts, "w", encoding="utf-8") as file:
        json.dump(counts, file)


def read(paths):
    """By wanted language and language: texts and texts kept, added over all files."""
    counts = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
    for path in paths.split(","):
        with open(path, encoding="utf-8") as file:
            for wanted, found in json.load(file).items():
                for language, (texts, kept) in found.items():
                    counts[wanted][language][0] += texts
                    counts[wanted][language][1] += kept
    return counts


def sides(counts, wanted):
    """Texts and texts kept of the wanted language, and of those outside its family."""
    others = [found for language, found in counts[wanted].items() if language not in family(wanted)]
    return counts[wanted][wanted], [sum(found[i] for found in others) for i in (0, 1)]


def table(before, after):
    before, after = read(before), read(after)
    print("| wanted | own kept | before | others kept | before |\n|---|--:|--:|--:|--:|")
    means = [[], [], [], []]
    for wanted in sorted(after):
        shares = []
        for counts in (after, before):
            for texts, kept in sides(counts, wanted):
                shares.append((kept, texts, 100 * kept / texts))
        own, others, old_own, old_others = shares
        print(f"| {wanted} | {own[0]} of {own[1]} | {old_own[0]} | {others[0]} of {others[1]:,}"
              f" ({others[2]:.2f} %) | {old_others[0]} |")
        for values, share in zip(means, (own, old_own, others, old_others)):
            values.append(share[2])
    mean = [sum(values) / len(values) for values in means]
    print(f"| mean | {mean[0]:.2f} % | {mean[1]:.2f} % | {mean[2]:.2f} % | {mean[3]:.2f} % |")
    for name, counts in (("before", before), ("now", after)):
        pairs = sorted(
            ((found[1], f"{language} for {wanted}") for wanted in counts
             for language, found in counts[wanted].items() if language not in family(wanted)),
            reverse=True)
        print(f"\nmost kept, {name}: " + ", ".join(f"{pair} {kept}" for kept, pair in pairs[:10]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("texts")
    parser.add_argument("counts")
    parser.add_argument("--half", type=int, choices=[0, 1])
    parser.add_argument("--kind", default="sentence")
    parser.add_argument("--table", action="store_true")
    arguments = parser.parse_args()
    if arguments.table:
        table(arguments.texts, arguments.counts)
    else:
        measure(arguments)


if __name__ == "__main__":
    main()
