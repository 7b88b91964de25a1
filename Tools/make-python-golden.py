#!/usr/bin/env python3
"""Writes python/prep_feeder/golden.json: ids by which the Python package knows a tokenizer again.

Usage: Tools/make-python-golden.py PREP [OUTPUT]

PREP is the binary; each conversation goes through a build with each template, each text through a
build as a record of the form `text`.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

TEXTS = [
    "The quick brown fox can't jump; it's 1234567 metres, they'LL say.",
    "  leading, trailing  ", "x \n\n ", "\r\n\r\n\ttab\n", "'\u017fektedir 'S",
    "e\u0301\u0301 \u00bd\u00b2 \u2167", "a\u00a0b\u3000c\u2028d", "今日は良い天気です。中文没有空格",
    "한국어 ไทย हिन्दी العربية", "👩‍👩‍👧‍👦🏽 🇩🇪", " Việt nghiệ", "def f(x):\n    return x**2  # ok\n\n\n",
    "a" * 40 + " " * 60,
]
CONVERSATIONS = [
    [("user", "What is 2+2?"), ("assistant", "4")],
    [("system", "You are a helpful assistant."), ("user", " Hi \n"), ("assistant", "\tHello!\n")],
    [("user", "Größe?\n\n1 < 2"), ("assistant", "é"), ("user", "再说一遍"), ("assistant", "好 👍🏽")],
]


def build(prep, folder, records, *options):
    source, output = folder / "records.jsonl", folder / "set"
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    subprocess.run(
        [prep, "build", source, "--output", output, "--overwrite", "--quiet", "--keep-parts",
         "--sequence-length", "512", *options],
        check=True, stdout=subprocess.DEVNULL)
    lines = subprocess.run(
        [prep, "export", output, "--format", "jsonl", "--unpacked"],
        check=True, stdout=subprocess.PIPE).stdout.splitlines()
    ids = [json.loads(line)["input_ids"] for line in lines]
    assert len(ids) == len(records), "a record was rejected"
    return json.loads((output / "manifest.json").read_text()), ids


def templates(prep):
    """The templates that render conversations, as the binary's help has them."""
    text = subprocess.run([prep, "build", "--help"], check=True, stdout=subprocess.PIPE).stdout
    listed = re.search(r"--template <name>.*?\(values: ([^;]*);", text.decode(), re.S)
    return [name for name in re.split(r",\s*", listed.group(1).strip()) if name != "none"]


def main():
    prep = pathlib.Path(sys.argv[1]).resolve()
    default = pathlib.Path(__file__).parents[1] / "python/prep_feeder/golden.json"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        manifest, ids = build(prep, folder, [{"text": text} for text in TEXTS])
        golden = {
            "behaviour_hash": manifest["tokenizer"]["behaviour_hash"],
            # Without the first and the last, which mark a record's begin and end.
            "texts": [{"text": text, "ids": row[1:-1]} for text, row in zip(TEXTS, ids)],
            "templates": [],
        }
        conversations = [
            [{"role": role, "content": content} for role, content in turns]
            for turns in CONVERSATIONS]
        for template in templates(prep):
            manifest, ids = build(
                prep, folder, [{"messages": messages} for messages in conversations],
                "--template", template)
            golden["templates"].append({
                **manifest["template"],
                "conversations": [
                    {"messages": messages, "ids": row}
                    for messages, row in zip(conversations, ids)],
            })
    output = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else default
    output.write_text(json.dumps(golden, indent=1) + "\n")


main()
