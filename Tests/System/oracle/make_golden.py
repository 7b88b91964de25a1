#!/usr/bin/env python3
"""Writes fixtures/tokenizer/golden.jsonl and fixtures/tools/golden.jsonl: ids and labels that our
own must equal.

Lines of kind "text" hold a text and its ids; lines of kind "record" hold a sound record of
fixtures/documents, how it is to be rendered, and its whole row with labels.

Usage: P=$(scripts/python-environment.sh Tests/System/oracle/requirements.txt)
       "$P" Tests/System/oracle/make_golden.py
"""

import json
import pathlib

import jinja2.exceptions

import hostile
import llama

ROOT = pathlib.Path(__file__).resolve().parents[3]
# Tokens that no merging of their own bytes gives (so only the whole-piece lookup finds them) and
# tokens with a part of higher rank than their own are all beyond this id.
ODD_TOKENS = range(100_256, 128_000)


def odd_texts(ranks: dict[bytes, int]):
    """Every fortieth of the vocabulary's odd tokens, alone and inside a word."""
    tokens = {rank: token for token, rank in ranks.items()}
    odd = [r for r in ODD_TOKENS if merge(tokens[r], ranks) != [r]]
    assert len(odd) == 588, len(odd)
    for rank in odd[::40]:
        try:
            text = tokens[rank].decode("utf-8")
        except UnicodeDecodeError:
            continue
        yield text
        yield text + text.strip()


def merge(token: bytes, ranks: dict[bytes, int]) -> list[int]:
    parts = [bytes([b]) for b in token]
    while True:
        found = [(ranks[a + b], i) for i, (a, b) in enumerate(zip(parts, parts[1:])) if a + b in ranks]
        if not found:
            return [ranks[p] for p in parts]
        i = min(found)[1]
        parts[i : i + 2] = [parts[i] + parts[i + 1]]


def write(name: str, lines: list[dict]) -> None:
    path = ROOT / "fixtures" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(l, ensure_ascii=False, separators=(",", ":")) + "\n" for l in lines)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.relative_to(ROOT)}: {len(lines)} lines")


def tool_rows():
    """The rows of fixtures/tools that the template renders."""
    oracle = llama.Oracle()
    path = ROOT / "fixtures/tools/conversations.jsonl"
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        try:
            ids, labels = oracle.row(*llama.record(json.loads(line)))
        except (json.JSONDecodeError, jinja2.exceptions.TemplateError):
            continue
        yield {"line": number, "input_ids": ids, "labels": labels}


def main() -> None:
    write("tools/golden.jsonl", list(tool_rows()))
    oracle = llama.Oracle()
    lines = []
    texts = hostile.FIXED + list(odd_texts(oracle.ranks)) + list(hostile.glued(oracle.ranks, 150, 7))
    for text in texts:
        lines.append({"kind": "text", "text": text, "ids": oracle.ordinary(text)})

    variants = [("llama-3.1", "assistant", None), ("llama-3", "assistant", None),
                ("llama-3.1", "last", None), ("llama-3.1", "all", None),
                ("llama-3.1", "assistant", "1 Jan 2025"), ("llama-3.3", "assistant", None)]
    for name in ["instructions.jsonl", "conversations.jsonl"]:
        for template, train_on, date in variants if name == "conversations.jsonl" else variants[:1]:
            oracle = llama.Oracle(template, train_on, date)
            path = ROOT / "fixtures/documents" / name
            for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
                try:
                    found = llama.record(json.loads(line))
                except json.JSONDecodeError:
                    continue
                if found is None:
                    continue
                form, content, tools = found
                if form != "text" and not all(m["content"] for m in content):
                    continue
                assert not tools
                ids, labels = oracle.row(form, content)
                messages = (
                    [["user", content]] if form == "text"
                    else [[m["role"], m["content"]] for m in content])
                lines.append({
                    "kind": "record", "file": name, "line": number, "form": form,
                    "template": template, "train_on": train_on, **({"date": date} if date else {}),
                    "messages": messages, "input_ids": ids, "labels": labels})
    write("tokenizer/golden.jsonl", lines)


if __name__ == "__main__":
    main()
