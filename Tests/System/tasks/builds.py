"""The data set that all others must equal, made by `prep build` and by `prep repack`."""

import collections
import json
import os
import random

import inputs
from command import Command, contents


def without_text(files):
    """The files of a data set without the text of rejected records, nor what hashes it."""
    bare = {}
    for name, data in files.items():
        if name.startswith("rejected/"):
            data = [{key: value for key, value in json.loads(line).items() if not key.startswith("raw")}
                    for line in data.splitlines()]
        elif name == "manifest.json":
            data = json.loads(data)
            data.pop("manifest_hash")
            data["files"] = [file for file in data["files"] if not file["name"].startswith("rejected/")]
        bare[name] = data
    return bare


class Builds:
    """One input with one set of options, built without tasks."""

    def __init__(self, checks, prep, seed, folder):
        self.checks, self.seed, self.folder = checks, seed, folder
        self.rng = random.Random(f"case {seed}")
        self.prep = Command(prep, folder)
        self.inputs, self.reading, self.layout = inputs.example(seed, folder)
        self.words = self.inputs.arguments + self.reading + self.layout

    def check(self, holds, what):
        return self.checks.check(holds, f"case {self.seed}: {what}")

    def build(self, out, *more):
        done = self.prep("build", *self.words, "--output", out, *more)
        return done.returncode, contents(os.path.join(self.folder, out)), done.stderr

    def references(self):
        """Builds with two numbers of threads; returns whether there is something to compare."""
        self.status, self.expected, errors = self.build("whole", "--threads", "1")
        # 3 where an input is such that nothing of it is kept.
        if not self.check(self.status in (0, 3), f"build: {self.status}: {errors}"):
            return False
        status, found, errors = self.build("other", "--threads", str(self.rng.choice([2, 3, 5])))
        self.check(status == self.status, f"build with more threads: {status}: {errors}")
        self.same(found, "build with more threads")
        verified = self.prep("verify", "whole")
        self.check(verified.returncode == 0, f"verify: {verified.stdout}{verified.stderr}")
        self.sums(json.loads(self.prep("stats", "whole", "--json").stdout))
        return True

    def same(self, found, what, expected=None):
        expected = self.expected if expected is None else expected
        names = [name for name in sorted(set(found) | set(expected))
                 if found.get(name) != expected.get(name)]
        states = ["other bytes" if name in found and name in expected
                  else "too much" if name in found else "missing" for name in names]
        self.check(not names, f"{what}: " + ", ".join(map(" ".join, zip(names, states))))

    def sums(self, stats):
        """What is counted in several ways comes to the same."""
        kept, splits = stats["records_kept"], list(stats["splits"].values())
        listed = b"".join(data for name, data in self.expected.items() if name.startswith("rejected/"))
        rejected = [json.loads(line) for line in listed.splitlines()]
        reasons = collections.Counter(record["reason"] for record in rejected)
        parts = ["prompt_tokens", "template_tokens", "trained_tokens"]
        for name, one, other in [
            ("records", stats["records_in"], kept + sum(stats["records_rejected"].values())),
            ("reasons", stats["records_rejected"], dict(reasons)),
            ("records of splits", kept, sum(split["records"] for split in splits)),
            ("rows of splits", stats["rows"], sum(split["rows"] for split in splits)),
            ("records of sources", kept, sum(source["records"] for source in stats["sources"].values())),
            ("forms", kept, sum(stats["forms"].values())),
            ("tokens of splits", stats["tokens"], sum(split["tokens"] for split in splits)),
            ("tokens", stats["tokens"], sum(stats[part] for part in parts)),
            ("room of the rows", stats["rows"] * stats["row_length"],
             stats["tokens"] + stats["padding_tokens"]),
            ("trained tokens of splits", stats["trained_tokens"],
             sum(split["trained_tokens"] for split in splits)),
            ("shards", stats["shards"], sum("shards/" in name for name in self.expected)),
            ("bytes of shards", stats["shard_bytes"],
             sum(len(data) for name, data in self.expected.items() if "shards/" in name)),
            ("the funnel's end", kept, stats["funnel"][-1]["records"]),
        ]:
            self.check(one == other, f"stats: {name} are {one} and {other}")

    def repack(self):
        """Parts that were kept, laid out anew, are what a build makes of the input."""
        own = self.layout[self.layout.index("--sequence-length") + 1]
        length = self.rng.choice([own, "256"])
        words = self.inputs.arguments + self.reading + ["--sequence-length", length, "--output", "kept"]
        kept = self.prep("build", *words, "--keep-parts", "--quiet")
        self.check(kept.returncode in (0, 3), f"build with kept parts: {kept.stderr}")
        threads = self.rng.choice(["1", "2", "4"])
        done = self.prep("repack", "kept", *self.layout, "--output", "anew", "--threads", threads)
        self.check(done.returncode in (0, self.status), f"repack: {done.returncode}: {done.stderr}")
        found, expected = contents(os.path.join(self.folder, "anew")), self.expected
        if length != own:
            # Parts hold the text of records that were longer than a row of theirs, and of no others.
            found, expected = without_text(found), without_text(expected)
        self.same(found, "repack", expected)
