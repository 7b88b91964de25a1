#!/usr/bin/env python3
"""Feeds a build with hostile records and checks that none is lost and nothing crashes.

Usage: Tests/System/hostile/records.py [COUNT [SEED]]          (1,000,000 records by default)

Lines are made of the documents in fixtures/ by flipping, cutting, repeating and swapping bytes and
JSON values. Every line that is not blank must be kept or stand in rejected/, each once.
"""

import glob
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

VALUES = [
    "null", "true", "7", "1e400", "-0", "[]", "{}", '""', '" "', '"\\u0000"', '"\\ud800"',
    '"\\ud83d\\ude00"', "[" * 100 + "]" * 100, '{"a":' * 30 + "1" + "}" * 30, '"<|eot_id|>"',
    "123456789012345678901234567890", '[{"role":"user","content":"x"}]', '"\\/"',
]
KEYS = ["instruction", "response", "messages", "conversations", "text", "input", "output",
        "prompt", "completion", "question", "answer", "role", "content", "from", "value", "tools",
        "system", "system_prompt", "context", "history", "functions", "train_on_input", "inputs",
        "targets", "chosen", "rejected"]
MESSAGE_KEYS = ["weight", "train", "loss", "mask", "reasoning_content", "thinking", "function_call",
                "tool_calls", "name", "from", "value"]


def mutate(line, rng):
    kind = rng.randrange(8)
    line = bytearray(line)
    if kind == 0:
        for _ in range(rng.randrange(1, 4)):
            line[rng.randrange(len(line))] = rng.randrange(256)
    elif kind == 1:
        del line[rng.randrange(len(line)):]
    elif kind == 2:
        start = rng.randrange(len(line))
        line[start:start] = line[start:start + rng.randrange(60)] * rng.randrange(1, 5)
    elif kind == 3:
        record = {}
        for key in rng.sample(KEYS, rng.randrange(1, 5)):
            record[key] = rng.choice(VALUES)
        line = bytearray(("{" + ",".join(f'"{k}":{v}' for k, v in record.items()) + "}").encode())
    elif kind == 4:
        line = bytearray(rng.randbytes(rng.randrange(40)))
    elif kind == 5:
        text = line.decode("utf-8", "replace")
        line = bytearray(text.replace('":', rng.choice(['" :', "':", '":\t', '": ']), 1).encode())
    elif kind == 6:
        messages = [{"role": rng.choice([
                        "user", "assistant", "system", "tool", "ipython", "function_call", "gpt", ""]),
                     "content": rng.choice(["hi", "", None, 3, "\u0000", "<|eot_id|>", "é" * 30])}
                    for _ in range(rng.randrange(5))]
        for message in messages:
            if rng.randrange(3) == 0:
                key = rng.choice(MESSAGE_KEYS)
                message[key] = rng.choice([
                    0, 1, 0.5, None, True, "", "<think>", [], {}, [{}], {"name": "f"}, "[{}]",
                    {"name": "f", "arguments": "{}"}, [{"function": {"name": "f", "arguments": {}}}]])
            if rng.randrange(6) == 0:
                message["content"] = rng.choice([
                    "<think>", "<think></think>", "<think>a</think>b", "</think>", " <think>\n</think>"])
        line = bytearray(json.dumps({"messages": messages}).encode())
    return bytes(line).replace(b"\n", b"\\")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    prep = os.environ.get("PREP", ".build/release/prep")
    seeds = []
    for name in sorted(glob.glob("fixtures/documents/*.jsonl")):
        with open(name, "rb") as file:
            seeds += [line for line in file.read().split(b"\n") if line.strip()]
    work = tempfile.mkdtemp()
    try:
        path, out = work + "/hostile.jsonl", work + "/out"
        records = 0
        with open(path, "wb") as file:
            for _ in range(count):
                line = mutate(rng.choice(seeds), rng)
                # White space as JSON has it; anything else makes a line a record.
                records += bool(line.strip(b" \t\r"))
                file.write(line + rng.choice([b"\n", b"\n", b"\r\n"]))
        subprocess.run(
            [prep, "build", path, "--output", out, "--language", "en", "--dedup", "exact",
             "--unit-size", "1MiB", "--sequence-length", "512", "--quiet"],
            check=True, stdout=subprocess.DEVNULL)
        statistics = json.loads(subprocess.check_output([prep, "stats", out, "--json"]))
        places = set()
        for name in sorted(glob.glob(out + "/rejected/*.jsonl")):
            with open(name, encoding="utf-8") as file:
                for line in file:
                    places.add(json.loads(line)["line"])
        rejected = sum(statistics["records_rejected"].values())
        kept = []
        export = subprocess.Popen(
            [prep, "export", out, "--format", "jsonl", "--unpacked"], stdout=subprocess.PIPE)
        for line in export.stdout:
            kept.append(json.loads(line)["line"])
        assert export.wait() == 0
        assert statistics["records_in"] == records, (statistics["records_in"], records)
        assert statistics["records_kept"] + rejected == records
        assert statistics["bytes_in"] == os.path.getsize(path)
        assert len(places) == rejected and len(kept) == statistics["records_kept"]
        assert places.isdisjoint(kept) and len(set(kept)) == len(kept)
        subprocess.run([prep, "verify", out], check=True)
        print(f"{records} hostile records: {statistics['records_kept']} kept, "
              f"{statistics['records_rejected']}")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
