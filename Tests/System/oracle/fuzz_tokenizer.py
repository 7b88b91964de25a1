#!/usr/bin/env python3
"""Encodes many hostile strings with the built `prep` and with tiktoken, and compares.

Usage: python3 Tests/System/oracle/fuzz_tokenizer.py [--prep .build/release/prep] [--count 200000]
                                                     [--seed 1] [--tokenizers JSON]

Also runs every code point in several contexts, all pairs of ASCII bytes in three, and every token
of the vocabulary that is text, alone and between others, unless told --no-sweep. Each string is
moved by 0 to 63 bytes, so that its parts stand everywhere in a batch of the splitter. With
--tokenizers, the path of a tokenizer.json, the tokenizers library is compared with as well. Exit
code 1 on any difference.
"""

import argparse
import json
import subprocess
import sys
import tempfile

import hostile
import llama


def sweep(ranks):
    """Code points in contexts that show their class, pairs of ASCII bytes, and tokens."""
    for start in range(0, 0x110000, 64):
        points = [chr(c) for c in range(start, start + 64) if not 0xD800 <= c < 0xE000]
        if points:
            yield "".join(f"a{c}b {c} 1{c}2\n" for c in points)
            yield "".join(f" {c}!{c}\r\n" for c in points)
            yield "".join(f"\n{c}{c} '{c}s{c}" for c in points)
    ascii_characters = [chr(c) for c in range(128)]
    for first in ascii_characters:
        yield "".join(f"{first}{c}\nx" for c in ascii_characters)
        yield "".join(f"a{first}{c}b\nx" for c in ascii_characters)
        yield "".join(f"1 {first}{c} 中\nx" for c in ascii_characters)
    for token in ranks:
        try:
            text = token.decode("utf-8")
        except UnicodeDecodeError:
            continue
        yield text
        yield f"{text}{text.strip()}中文{text}слово{text}ไทย{text}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--prep", default=".build/release/prep")
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-sweep", action="store_true")
    parser.add_argument("--tokenizers", help="a tokenizer.json, to compare with tokenizers too")
    options = parser.parse_args()

    ranks = llama.ranks()
    encoding = llama.encoding(ranks)
    texts = hostile.FIXED + list(hostile.glued(ranks, options.count, options.seed))
    if not options.no_sweep:
        texts += list(sweep(ranks))
    texts = ["." * (number % 64) + text for number, text in enumerate(texts)]
    library = llama.library(options.tokenizers) if options.tokenizers else None
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps(text) + "\n")
        file.flush()
        command = [options.prep, "encode", file.name, "--json-lines"]
        output = subprocess.run(command, check=True, capture_output=True).stdout
    lines = output.splitlines()
    if len(lines) != len(texts):
        print(f"expected {len(texts)} lines of output, found {len(lines)}")
        return 1
    different = 0
    for text, line in zip(texts, lines):
        wanted = [encoding.encode_ordinary(text)]
        if library is not None:
            wanted.append(library.encode(text, add_special_tokens=False).ids)
        if any(json.loads(line) != ids for ids in wanted):
            different += 1
            if different <= 5:
                print(f"{text!r}: found {line.decode()}, expected {wanted}")
    print(f"{len(texts)} strings compared, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
