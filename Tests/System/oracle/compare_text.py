#!/usr/bin/env python3
"""Encodes whole text files with the built `prep` and with tiktoken, and compares every id.

Usage: python3 Tests/System/oracle/compare_text.py [--prep .build/release/prep] [--tokenizers JSON]
                                                   [--megabytes N] FILE...

A file is read in documents of about a megabyte, cut at line ends. With --tokenizers, the path of a
tokenizer.json, each document is also compared with the tokenizers library. Exit code 1 on any
difference.
"""

import argparse
import json
import subprocess
import sys

import llama


def documents(path: str, limit: int | None):
    done = 0
    with open(path, encoding="utf-8", newline="") as file:
        while text := file.read(1 << 20):
            text += file.readline()
            done += len(text)
            yield text
            if limit and done >= limit:
                return


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--prep", default=".build/release/prep")
    parser.add_argument("--tokenizers", help="a tokenizer.json, to compare with tokenizers too")
    parser.add_argument("--megabytes", type=int, help="of each file, only so much")
    options = parser.parse_args()
    encoding = llama.encoding(llama.ranks())
    library = llama.library(options.tokenizers) if options.tokenizers else None
    different = 0
    for path in options.files:
        count = found_count = 0
        command = [options.prep, "encode", "-", "--json-lines"]
        for text in documents(path, options.megabytes and options.megabytes << 20):
            line = (json.dumps(text) + "\n").encode()
            output = subprocess.run(command, input=line, check=True, capture_output=True).stdout
            found = json.loads(output)
            wanted = []
            try:
                wanted.append(("tiktoken", encoding.encode_ordinary(text)))
            except BaseException as error:  # a panic is no Exception
                if type(error).__name__ != "PanicException":
                    raise
                print(f"{path}, document {count}: tiktoken fails ({error})", flush=True)
            if library is not None:
                wanted.append(("tokenizers", library.encode(text, add_special_tokens=False).ids))
            for name, ids in wanted:
                if found != ids:
                    different += 1
                    place = next(i for i, (a, b) in enumerate(zip(found + [-1], ids + [-2])) if a != b)
                    print(f"{path}, document {count}, id {place}: found {found[place:place + 4]}, "
                          f"{name} has {ids[place:place + 4]}")
            count += 1
            found_count += len(found)
        print(f"{path}: {count} documents, {found_count} ids, compared with "
              + (" and ".join(name for name, _ in wanted) or "nothing"), flush=True)
    print(f"{different} differences")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
