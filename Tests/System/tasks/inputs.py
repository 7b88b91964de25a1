"""Small inputs and options of every kind, from a seeded random stream."""

import gzip
import json
import os
import random
import shutil
import subprocess
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
sys.path.insert(0, os.path.join(ROOT, "Tools"))

from corpus import Corpus  # noqa: E402

WORDS = ("the river is wide and the boat goes slowly over it while we sit in the sun and talk about "
         "bread cheese apples winter letters houses roads and what the neighbours said").split()
SOURCES = ["letters", "a/b=c", "naïve"]
SPOILT = [b"", b"   ", b"{\"text\": \"no end", b"null", b"[]", b"{\"text\": \"\xff\xfe\"}",
          b"{\"instruction\": \"no answer\"}", b"{\"text\": \"\\ud83d\"}", b"\xc3"]


class Inputs:
    """Files below `folder`/in, the arguments that name them, and a validation set beside them."""

    def __init__(self, rng, folder):
        self.rng, self.folder = rng, folder
        self.corpus = Corpus(rng.randrange(1 << 30))
        self.written = []
        self.names = []
        self.question_count = rng.choice([3, 10, 200])
        os.makedirs(os.path.join(folder, "in/more"))
        for number in range(rng.choice([1, 2, 3, 6])):
            self.file(number)
        self.validation = None
        if rng.random() < 0.35:
            self.validation = "asked.jsonl"
            lines = [self.line() for _ in range(rng.choice([1, 4, 12]))]
            self.store(self.validation, b"\n".join(lines) + b"\n")
        self.arguments = ["in"] if rng.random() < 0.5 else rng.sample(self.names, len(self.names))

    def text(self, count):
        return " ".join(self.rng.choices(WORDS, k=count))

    def question(self):
        """One of a few, so that several records ask the same."""
        number = self.rng.randrange(self.question_count)
        return f"Tell me something of number {number}, please, as you always do."

    def record(self):
        """A sound record in plain English."""
        rng = self.rng
        form = rng.randrange(5)
        if form == 0:
            messages = []
            for _ in range(rng.choice([1, 2, 8, 40])):
                messages += [{"role": "user", "content": self.question()},
                             {"role": "assistant", "content": self.text(rng.choice([2, 10, 30]))}]
            record = {"messages": messages}
        elif form == 1:
            record = {"text": self.text(rng.choice([1, 20, 200]))}
        else:
            record = {"instruction": self.question(),
                      "response": self.text(rng.choice([1, 1, 2, 10, 60, 300]))}
        if rng.random() < 0.1:
            record["system"] = "Be <|eot_id|> brief."
        source = rng.choice(SOURCES + [None])
        if source is not None:
            record["source"] = source
        return json.dumps(record, ensure_ascii=rng.random() < 0.5).encode()

    def line(self):
        rng = self.rng
        kind = rng.random()
        if self.written and kind < 0.2:
            return rng.choice(self.written)
        if kind < 0.3:
            return rng.choice(SPOILT)
        if kind < 0.45:
            return next(self.corpus.lines(1))
        self.written.append(self.record())
        return self.written[-1]

    def sure(self):
        """A record of each source that no option drops before caps are looked at."""
        for source in SOURCES:
            text = f"It is a fine day and we are going to the river with bread and cheese, {source}."
            yield json.dumps({"text": text, "source": source}).encode()

    def content(self, number):
        rng = self.rng
        sure = list(self.sure()) if number == 0 else []
        kind = rng.random()
        if not sure and kind < 0.1:
            return rng.choice([b"", b"\n", b"\n \n", self.record()])
        count = rng.choice([1, 5, 20, 40])
        if kind < 0.25:
            sound = sure + [self.record() for _ in range(count)]
            doubled = sound + rng.sample(sound, len(sound) // 3)
            array = b"[" + rng.choice([b",", b",\n", b" ,\r\n "]).join(doubled) + b"]"
            return array + rng.choice([b"", b"\n"])
        lines = sure + [self.line() for _ in range(count)]
        rng.shuffle(lines)
        end = rng.choice([b"\n", b"\n", b"\n", b"\r\n"])
        return end.join(lines) + rng.choice([b"", end, end * 2])

    def file(self, number):
        rng = self.rng
        name = f"in/{rng.choice(['', 'more/'])}{number}.{rng.choice(['jsonl', 'json', 'x y'])}"
        self.names.append(name)
        self.store(name, self.content(number))

    def store(self, name, data):
        """Writes a file plain, or compressed in one go or in several."""
        rng = self.rng
        kind = rng.choice(["plain", "plain", "gzip", "zstd"])
        cut = rng.randrange(len(data) + 1) if rng.random() < 0.3 else len(data)
        pieces = [data[:cut], data[cut:]] if cut < len(data) else [data]
        if kind == "gzip":
            data = b"".join(gzip.compress(piece, mtime=0) for piece in pieces)
        elif kind == "zstd" and shutil.which("zstd"):
            data = b"".join(
                subprocess.run(["zstd", "-q", "-c"], input=piece, capture_output=True, check=True).stdout
                for piece in pieces)
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(data)


def reading_options(rng, inputs):
    """What decides on each record alone."""
    options = ["--unit-size", rng.choice(["300", "2KiB", "8KiB", "1MiB"])]
    if rng.random() < 0.2:
        options += ["--language", "en"]
    if rng.random() < 0.4:
        options += ["--special-tokens", rng.choice(["ordinary", "reject", "allow"])]
    if rng.random() < 0.2:
        options += ["--max-line", "16KiB"]
    if rng.random() < 0.2:
        options += ["--train-on", rng.choice(["last", "all"])]
    if inputs.validation:
        options += ["--validation-file", inputs.validation]
    return options


def layout_options(rng, inputs):
    """What decides on the whole; all of it, so that a repack needs no default."""
    pack = rng.choice(["best-fit", "best-fit", "concat", "none"])
    options = ["--sequence-length", rng.choice(["48", "64", "128", "500", "2048"]),
               "--pack", pack, "--overlong", rng.choice(["drop", "truncate", "split"]),
               "--dedup", rng.choice(["exact", "exact", "none"]),
               "--shuffle", rng.choice(["on", "on", "off"]), "--seed", str(rng.randrange(5)),
               "--rows-per-shard", rng.choice(["1", "3", "10", "4096"])]
    if not inputs.validation:
        options += ["--validation", rng.choice(["off", "1", "7", "3%", "30%"])]
    for source in rng.sample(SOURCES, rng.choice([0, 0, 1, 2])):
        options += ["--cap", f"{source}={rng.choice([0, 1, 2, 5, 10])}"]
    return options


def example(seed, folder):
    """Inputs in `folder`, and the options of a build, in two lists."""
    rng = random.Random(seed)
    inputs = Inputs(rng, folder)
    return inputs, reading_options(rng, inputs), layout_options(rng, inputs)
