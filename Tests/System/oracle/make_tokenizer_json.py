#!/usr/bin/env python3
"""Writes a Hugging Face tokenizer.json with the vocabulary of Llama 3's tokenizer.model.

Usage: python3 Tests/System/oracle/make_tokenizer_json.py OUTPUT

The file says what Meta's own tokenizer.json says: the same tokens, the merges in the order that
transformers' converter gives them (by the rank of the whole, then of the parts), the pattern,
`ignore_merges`, and the special tokens of release 3.1. Other tokenizers are loaded from it, and
our own reading of such files is tested with it. Never commit the output: the vocabulary is Meta's.
"""

import json
import sys

import llama


def byte_characters() -> list[str]:
    """The printable character that stands for each byte, as in GPT-2's encoder.py."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = iter(range(256, 512))
    return [chr(b) if b in printable else chr(next(others)) for b in range(256)]


def special_names() -> list[str]:
    """Names of 128000 and on, as of release 3.1."""
    named = {0: "begin_of_text", 1: "end_of_text", 4: "finetune_right_pad_id",
             6: "start_header_id", 7: "end_header_id", 8: "eom_id", 9: "eot_id", 10: "python_tag"}
    names, reserved = [], 0
    for index in range(256):
        if index in named:
            names.append(f"<|{named[index]}|>")
        else:
            names.append(f"<|reserved_special_token_{reserved}|>")
            reserved += 1
    return names


def tokenizer(ranks: dict[bytes, int]) -> dict:
    characters = byte_characters()
    spelled = {token: "".join(characters[b] for b in token) for token in ranks}
    merges = []
    for token in sorted(ranks, key=ranks.get):
        cuts = ((token[:i], token[i:]) for i in range(1, len(token)))
        pairs = [(l, r) for l, r in cuts if l in ranks and r in ranks]
        for left, right in sorted(pairs, key=lambda pair: (ranks[pair[0]], ranks[pair[1]])):
            merges.append([spelled[left], spelled[right]])
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True}
    split = {"type": "Split", "pattern": {"Regex": llama.PATTERN}, "behavior": "Isolated",
             "invert": False}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": 128000 + i, "content": name, **flags, "special": True}
            for i, name in enumerate(special_names())
        ],
        "normalizer": None,
        "pre_tokenizer": {
            "type": "Sequence", "pretokenizers": [split, {**byte_level, "use_regex": False}]},
        "post_processor": None,
        "decoder": {**byte_level, "use_regex": True},
        "model": {
            "type": "BPE", "dropout": None, "unk_token": None,
            "continuing_subword_prefix": None, "end_of_word_suffix": None,
            "fuse_unk": False, "byte_fallback": False, "ignore_merges": True,
            "vocab": {spelled[token]: rank for token, rank in ranks.items()},
            "merges": merges,
        },
    }


def main() -> None:
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(tokenizer(llama.ranks()), file, ensure_ascii=False)


if __name__ == "__main__":
    main()
