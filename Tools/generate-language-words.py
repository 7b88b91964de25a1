#!/usr/bin/env python3
"""Makes Sources/Filters/Generated/LanguageWords.swift: the words that tell English from others.

Usage: Tools/generate-language-words.py [--half 0|1] TEXTS.jsonl ENGLISH.jsonl WORDLIST
         > Sources/Filters/Generated/LanguageWords.swift

TEXTS.jsonl holds `{"lang": ISO 639-1 code, "kind", "text"}` a line. With --half 0 the half of it
alone is counted whose texts have an even first byte of their SHA-256, so that the other half can
say how good the words are (`measure-language.py --half 1`); the committed file is made of all.
ENGLISH.jsonl holds objects with texts that are nearly all English, of the kind the filter is for;
WORDLIST is a list of English words, one a line, such as Debian's /usr/share/dict/american-english
(package wamerican).

All lists hold ASCII words of two to eight letters:
  common        English: in the word list, at least 10 in a million in ENGLISH, and there at least
                ten times as frequent as in any other language
  foreign       at least twenty times as frequent in some other language as in ENGLISH, in five of
                its texts or more (four in a half), and neither in the word list nor frequent in
                ENGLISH
  foreignShort  the same, but spelled like an English word: of up to three letters, and at least a
                hundred times as frequent
"""

import argparse
import collections
import hashlib
import json
import re
import textwrap

WORD = re.compile(r"[^\W\d_]{2,}")
LONGEST = 8
# Units, web and file names, labels, functions: in texts of every language.
UNIVERSAL = set("""
am al app cap cd co com cos db dj dr dvd edu email et ex feb fig gb gmt html http https id ii iii
in info int iv jan kb kg km lim len log max mb min mm mp ms net nov num oct ok org pc pdf per php
pm pre pro prof re sec sin sms sql st str tan tel tv url usa utc uk vi vii viii var web wifi www xi
xii xml aug apr ai it non
""".split())


def words(text):
    return [word.lower() for word in WORD.findall(text)]


def half_of(text):
    return hashlib.sha256(text.encode()).digest()[0] % 2


def english_rates(path):
    counts = collections.Counter()
    seen = set()
    with open(path, encoding="utf-8") as file:
        for line in file:
            for text in json.loads(line).values():
                if isinstance(text, str) and text not in seen:
                    seen.add(text)
                    counts.update(words(text[:2048]))
    return counts, sum(counts.values())


def language_rates(path, half):
    """By word: its greatest rate in any language, and that in languages where it is in 5 texts."""
    texts = collections.defaultdict(list)
    latin = collections.Counter()
    with open(path, encoding="utf-8") as file:
        for line in file:
            item = json.loads(line)
            if item["lang"] != "en" and half in (None, half_of(item["text"])):
                texts[item["lang"]].append((item["kind"], words(item["text"])))
                latin[item["lang"]] += sum(
                    1 if ord(letter) < 0x250 else -1 for letter in item["text"] if letter.isalpha())
    anywhere = collections.defaultdict(float)
    frequent = collections.defaultdict(float)
    for language, items in texts.items():
        if latin[language] <= 0:
            continue
        counts = collections.Counter()
        documents = collections.Counter()
        sentences = collections.Counter()
        for kind, text in items:
            counts.update(text)
            documents.update(set(text))
            if kind == "sentence":
                sentences.update(text)
        total, sentence_total = sum(counts.values()), sum(sentences.values())
        for word, count in counts.items():
            if documents[word] >= (5 if half is None else 4):
                frequent[word] = max(frequent[word], count / total)
        for word, count in sentences.items():
            # One of them may be a quotation.
            anywhere[word] = max(anywhere[word], (count - 1) / sentence_total)
    return anywhere, frequent


def swift_list(name, comment, items):
    lines = textwrap.wrap(" ".join(sorted(items)), 96)
    body = "\n".join("    " + line for line in lines)
    return f'  /// {comment}\n  static let {name} = """\n{body}\n    """\n'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", type=int, choices=[0, 1])
    parser.add_argument("texts")
    parser.add_argument("english")
    parser.add_argument("word_list")
    arguments = parser.parse_args()
    with open(arguments.word_list, encoding="utf-8") as file:
        listed = {line.strip() for line in file if "'" not in line}
    english_words = {word for word in listed if word.islower()}
    listed = {word.lower() for word in listed}
    counts, total = english_rates(arguments.english)
    anywhere, frequent = language_rates(arguments.texts, arguments.half)

    def is_short_ascii(word):
        return word.isascii() and len(word) <= LONGEST

    common = {
        word for word, count in counts.items()
        if is_short_ascii(word) and word in english_words
        and count / total >= max(1e-5, 10 * anywhere[word])}
    foreign, foreign_short = set(), set()
    for word, rate in frequent.items():
        english_rate = (counts[word] + 0.5) / total
        if not is_short_ascii(word) or word in UNIVERSAL or word in common:
            continue
        if rate < 20 * english_rate or english_rate > 1e-4:
            continue
        if word not in listed and english_rate <= 3e-6:
            foreign.add(word)
        elif len(word) <= 3 and rate >= 100 * english_rate:
            foreign_short.add(word)
    print("// Made by Tools/generate-language-words.py, which says how; do not edit.\n")
    print("/// Words that tell English from other languages in Latin letters, by frequency.")
    print("enum LanguageWords {")
    print("\n".join([
        swift_list("common", "Words that are frequent in English alone.", common),
        swift_list("foreign", "Words that are frequent elsewhere and no English words.", foreign),
        swift_list(
            "foreignShort",
            "Short words that are frequent elsewhere and spelled like an English one.",
            foreign_short)]), end="")
    print("}")


if __name__ == "__main__":
    main()
