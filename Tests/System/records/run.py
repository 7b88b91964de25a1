#!/usr/bin/env python3
"""Changes records at random, as exporters and people do, and looks that nothing vanishes in silence.

Usage: Tests/System/records/run.py [--count 100000] [--seed 0] [--prep .build/release/prep]

A sound record of any form is changed: keys are added, put in another order, set to null, renamed or
moved into an object; lists become strings of JSON, files one line or many, arrays or pretty-printed
objects, and the whole is cut at any byte into gzip members. Of each record one of these must hold: it
gives the very row that the sound one gives; it is rejected; or a field that nothing reads is counted
under a name that only this record has. Records in and out must add up. Prints counts and the first
that break the rule; exit code 1 on any.
"""

import argparse
import collections
import gzip
import json
import pathlib
import random
import subprocess
import sys
import tempfile

BATCH = 400
# Keys that carry what a row is made of, by form.
FORMS = {
    "messages": ["messages", "system"],
    "conversations": ["conversations", "system_prompt"],
    "instruction_response": ["instruction", "context", "response", "system"],
    "alpaca": ["instruction", "input", "output", "history", "system"],
    "prompt_completion": ["prompt", "completion", "system_prompt"],
    "question_answer": ["question", "context", "answer"],
    "text": ["text"],
    "inputs_targets": ["inputs", "targets"],
}


class Maker:
    def __init__(self, seed: int):
        self.random = random.Random(seed)

    def chance(self, count: int) -> bool:
        return self.random.randrange(count) == 0

    def text(self) -> str:
        words = ["river", "42", "naïve", "中文", "{", "}", "[", "]", "\"", "\\", "a,b", "\n", "🙂", "x:"]
        return " ".join(self.random.choices(words, k=self.random.randint(1, 6))) + " end"

    def messages(self, role: str, content: str, user: str, assistant: str) -> list:
        turns = []
        for _ in range(self.random.randint(1, 2)):
            turns += [{role: user, content: self.text()}, {role: assistant, content: self.text()}]
        return turns

    def record(self) -> dict:
        form = self.random.choice(list(FORMS))
        record = {}
        for key in FORMS[form]:
            optional = key in ("system", "system_prompt", "context", "input", "history")
            if optional and self.chance(2):
                continue
            if key == "messages":
                record[key] = self.messages("role", "content", "user", "assistant")
            elif key == "conversations":
                record[key] = self.messages("from", "value", "human", "gpt")
            elif key == "history":
                record[key] = [[self.text(), self.text()]]
            else:
                record[key] = self.text()
        if form == "prompt_completion" and self.chance(3):
            record["prompt"] = [{"role": "user", "content": self.text()}]
            record["completion"] = [{"role": "assistant", "content": self.text()}]
        return record

    def changed(self, record: dict, number: int) -> dict:
        """The record with some changes; names that are new hold `number`, which is its own."""
        record = json.loads(json.dumps(record))
        for _ in range(self.random.randint(1, 3)):
            own = [key for key in record if not key[-1].isdigit()]
            if not own:
                break
            key = self.random.choice(own)
            kind = self.random.randrange(8)
            if kind == 0:
                record[f"added {number}"] = self.random.choice([self.text(), 7, True, ["x"], {"a": 1}])
            elif kind == 1:
                record[f"empty {number}"] = self.random.choice([None, "", [], {}, " "])
            elif kind == 2:
                record[f"renamed {number}"] = record.pop(key)
            elif kind == 3:
                record[f"nested {number}"] = {key: record.pop(key)}
            elif kind == 4:
                record[key] = None
            elif kind == 5 and isinstance(record[key], list):
                record[key] = json.dumps(record[key], ensure_ascii=self.chance(2))
            elif kind == 6 and isinstance(record[key], list) and (
                    isinstance(record[key][0], dict)):
                message = self.random.choice(record[key])
                message[f"added {number}"] = self.text()
            items = list(record.items())
            self.random.shuffle(items)
            record = dict(items)
        return record

    def file(self, records: list[dict]) -> tuple[bytes, str]:
        """The records as one file, in a format and stored in a way of its own; and its name."""
        kind = self.random.choice(["lines", "array", "arrays", "pretty", "behind"])
        dumps = [json.dumps(r, ensure_ascii=self.chance(2)) for r in records]
        if kind == "lines":
            text = "\n".join(dumps) + self.random.choice(["", "\n", "\r\n"])
        elif kind == "array":
            text = "[" + self.random.choice([",", ",\n", " , "]).join(dumps) + "]"
        elif kind == "arrays":
            cut = self.random.randint(1, len(dumps) - 1)
            text = "[" + ",".join(dumps[:cut]) + "]\n[" + ",".join(dumps[cut:]) + "]"
        elif kind == "pretty":
            text = "\n".join(json.dumps(r, indent=self.random.choice([1, 2, "\t"])) for r in records)
        else:
            text = "".join(dumps)
        data = text.encode()
        if self.chance(2):
            return data, kind
        cuts = sorted(self.random.sample(range(len(data)), min(len(data), self.random.randint(1, 9))))
        members = [data[a:b] for a, b in zip([0] + cuts, cuts + [len(data)])]
        return b"".join(gzip.compress(m, 1) for m in members), kind + ".gz"


def run(prep: str, *arguments: str) -> str:
    outcome = subprocess.run([prep, *arguments], capture_output=True, text=True)
    # 3: a gate, such as a batch of which nothing is kept.
    if outcome.returncode not in (0, 3):
        sys.exit(f"{' '.join(arguments)}: status {outcome.returncode}: {outcome.stderr}")
    return outcome.stdout


class Trial:
    def __init__(self, prep: str, folder: pathlib.Path):
        self.prep = prep
        self.folder = folder
        self.counts = collections.Counter()

    def built(self, name: str, data: bytes, *options: str):
        """Rows by the number of their record, rejected numbers, and the report."""
        path, out = self.folder / f"{name}.data", self.folder / name
        path.write_bytes(data)
        run(self.prep, "build", str(path), "--output", str(out), "--overwrite", "--quiet",
            "--dedup", "none", *options)
        text = run(self.prep, "export", str(out), "--format", "jsonl", "--unpacked")
        rows = [json.loads(line) for line in text.splitlines()]
        kept = {row["line"]: (row["input_ids"], row["labels"]) for row in rows}
        rejected = collections.Counter()
        for file in sorted((out / "rejected").glob("*.jsonl")):
            with open(file, encoding="utf-8") as lines:
                rejected.update(json.loads(line)["line"] for line in lines)
        return kept, rejected, json.loads((out / "report.json").read_text())

    def batch(self, maker: Maker, first: int, count: int) -> None:
        sound = [maker.record() for _ in range(count)]
        changed = [maker.changed(r, first + i) for i, r in enumerate(sound)]
        wanted, none, _ = self.built("sound", "\n".join(map(json.dumps, sound)).encode())
        if none or len(wanted) != count:
            self.problem(f"sound records are rejected: {dict(none)}")
        size = maker.random.choice(["64", "5KiB", "16MiB"])
        data, kind = maker.file(changed)
        found, rejected, report = self.built(
            "changed", data, "--unit-size", size, "--threads", str(maker.random.randint(1, 3)))
        names = report["unread_fields"]
        if sum(rejected.values()) + len(found) != count or report["records_in"] != count:
            self.problem(f"{kind}: {count} records, {len(found)} kept, {sum(rejected.values())} not")
        for line in range(1, count + 1):
            own = str(first + line - 1)
            isCounted = any(name.endswith(" " + own) for name in names)
            if line in rejected:
                self.counts["rejected"] += 1
            elif found.get(line) == wanted[line]:
                self.counts["equal"] += 1
            elif isCounted:
                self.counts["counted"] += 1
            elif self.lessByNull(sound[line - 1], changed[line - 1]):
                self.counts["null"] += 1
            else:
                self.problem(
                    f"{kind}: {json.dumps(sound[line - 1])}\n  became {json.dumps(changed[line - 1])}")

    @staticmethod
    def lessByNull(sound: dict, changed: dict) -> bool:
        """Whether the record itself says no more: a value of it is null, under whichever name."""
        return any(value is None for key, value in changed.items() if not key.startswith("empty"))

    def problem(self, text: str) -> None:
        self.counts["problems"] += 1
        if self.counts["problems"] <= 5:
            print(text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--prep", default=".build/release/prep")
    options = parser.parse_args()
    maker = Maker(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(options.prep, pathlib.Path(folder))
        for first in range(0, options.count, BATCH):
            trial.batch(maker, first, min(BATCH, options.count - first))
    counts = trial.counts
    print(f"{options.count} changed records: {counts['equal']} give the same row, "
          f"{counts['counted']} have a field that is counted, {counts['rejected']} are rejected, "
          f"{counts['null']} say less themselves; {counts['problems']} in silence")
    return 0 if counts["problems"] == 0 and counts["equal"] > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
