#!/usr/bin/env python3
"""Makes Sources/Filters/Generated/TypicalWordLists.swift: the most frequent words by language.

Usage: Tools/generate-typical-words.py [--half 0|1] TEXTS.jsonl
         > Sources/Filters/Generated/TypicalWordLists.swift

TEXTS.jsonl holds `{"lang": ISO 639-1 code, "kind", "text"}` a line; sentences are counted. With
--half 0 the half of it alone is counted whose texts have an even first byte of their SHA-256, so
that the other half can say how good the words are (`measure-all-languages.py --half 1`); the
committed file is made of all.

A word is a run of letters and marks, two or more, in small letters; a letter from U+2E80 on (Han,
kana, Hangul) is a word by itself. Each language has its 200 words that are in the most sentences
(Chinese and Japanese 400), four of them or more (two in a half), in four tiers by the share of its
sentences that a word is in.
"""

import argparse
import collections
import hashlib
import json
import textwrap
import unicodedata

WORD_COUNT = 200
# In Han and kana a letter is a word, and most of those in a text are not the most frequent ones.
LETTER_COUNT = 400
# The share of sentences from which a word is in a tier, the highest first.
TIERS = [0.25, 0.08, 0.025, 0]


def small(letter):
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


def words(text):
    word = ""
    for letter in text + " ":
        is_letter = unicodedata.category(letter)[0] in "LM"
        if is_letter and ord(letter) < 0x2E80:
            word += small(letter)
            continue
        if len(word) > 1:
            yield word
        word = ""
        if is_letter:
            yield letter


def half_of(text):
    return hashlib.sha256(text.encode()).digest()[0] % 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", type=int, choices=[0, 1])
    parser.add_argument("texts")
    arguments = parser.parse_args()
    fewest = 4 if arguments.half is None else 2

    sentence_counts = collections.Counter()
    counts = collections.defaultdict(collections.Counter)
    with open(arguments.texts, encoding="utf-8") as file:
        for line in file:
            item = json.loads(line)
            if item["kind"] != "sentence":
                continue
            if arguments.half in (None, half_of(item["text"])):
                sentence_counts[item["lang"]] += 1
                counts[item["lang"]].update(set(words(item["text"])))

    print("// Made by Tools/generate-typical-words.py, which says how; do not edit.\n")
    print("/// The words that are in the most sentences of a language.")
    print("enum TypicalWordLists {")
    print("  /// By language: its words, those in the most sentences in the first of four tiers.")
    print("  static let all: [(language: String, tiers: [String])] = [")
    for language in sorted(counts):
        found = sorted((-count, word) for word, count in counts[language].items() if count >= fewest)
        tiers = [[] for _ in TIERS]
        limit = LETTER_COUNT if language in ("ja", "zh") else WORD_COUNT
        for count, word in found[:limit]:
            share = -count / sentence_counts[language]
            tiers[next(i for i, least in enumerate(TIERS) if share >= least)].append(word)
        print(f'    (\n      "{language}",\n      [')
        for tier in tiers:
            body = " ".join(sorted(tier))
            lines = textwrap.wrap(body, 84, break_long_words=False, break_on_hyphens=False) or [""]
            print('        """')
            for number, line in enumerate(lines):
                print("        " + line + (" \\" if number + 1 < len(lines) else ""))
            print('        """,')
        print("      ]\n    ),")
    print("  ]\n}")


if __name__ == "__main__":
    main()
