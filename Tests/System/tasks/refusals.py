"""What `prep task` must refuse, with which status and word, and that it harms nothing when it does."""

import json
import os
import signal
import subprocess
import time

from command import Command, contents

VARIABLES = ["PREP_TASK_INDEX", "SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX",
             "AWS_BATCH_JOB_ARRAY_INDEX", "OMPI_COMM_WORLD_RANK"]
STAGES = ["encode", "key", "mark", "rank", "choose", "count", "plan", "assemble", "finish"]
OPTIONS = ["--unit-size", "1KiB", "--units-per-task", "2", "--sequence-length", "64",
           "--rows-per-shard", "4"]


def records(name, count):
    return b"".join(
        json.dumps({"instruction": f"What is {number} in {name}?", "source": name,
                    "response": "It is so. " * (number % 7 + 1)}).encode() + b"\n"
        for number in range(count))


class Refusals:
    """A few inputs, and commands that must not be obeyed."""

    def __init__(self, checks, prep, folder):
        self.checks, self.folder = checks, folder
        self.prep = Command(prep, folder)
        os.makedirs(self.path("in"))
        for name in ["a", "b"]:
            self.write(f"in/{name}.jsonl", records(name, 30))

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)

    def task(self, *words, **more):
        return self.prep("task", *words, **more)

    def expect(self, done, status, *words):
        """That a command ended with `status` and said all of `words`."""
        said = " ".join((done.stdout + done.stderr).split())
        self.checks.check(
            done.returncode == status and all(word in said for word in words),
            f"{' '.join(done.args)}: expected {status} and {words}, found {done.returncode}: {said}")

    def well(self, done):
        self.expect(done, 0)

    def begin(self, run, *more):
        self.well(self.task("init", run, "in", "--output", run + "-out", *OPTIONS, *more))

    def stage(self, run, stage):
        self.well(self.task(stage, run, "--index", "0", "--of", "1"))

    def finish(self, run, first="encode"):
        stages = [line.split()[0] for line in self.task("stages", run).stdout.splitlines()]
        for stage in stages[stages.index(first):]:
            self.stage(run, stage)

    def perform(self):
        self.usage()
        self.places()
        self.other_options()
        self.other_tokenizer()
        self.changed_inputs()
        self.different_copies()
        self.unfit_records()

    def usage(self):
        self.begin("usage")
        self.expect(self.task("bake", "usage"), 2, "bake", "prep task")
        self.expect(self.task("missing", "usage", "bake"), 2, "bake", *STAGES)
        for stage in ["rank", "choose"]:
            for words in [[stage, "usage", "--index", "0"], ["missing", "usage", stage]]:
                self.expect(self.task(*words), 2, f"no stage {stage}")
        self.expect(self.task("encode", "usage", "--index", "4"), 2, "0 to 3", "found 4")
        self.expect(self.task("plan", "usage", "--index", "1"), 1, "stage count is not done")
        self.expect(self.task("encode", "usage"), 2, "--index", *VARIABLES)
        self.expect(self.task("encode", "usage", "--index", "-1"), 2, "--index")
        self.expect(self.task("encode", "usage", "--index", "2", "--of", "2"), 2, "found 2 of 2")
        for variable in VARIABLES:
            for value in ["x", "-1", ""]:
                self.expect(self.task("encode", "usage", environment={variable: value}), 2, variable)
        self.expect(self.task("encode", "nowhere", "--index", "0"), 2, "nowhere", "prep task init")
        self.expect(self.task("missing", "in", "encode"), 2, "prep task init")
        self.expect(self.task("missing", "usage", "assemble"), 1, "stage plan is not done")
        self.expect(self.task("init", "stdin", "-", "--output", "stdin-out"), 2, "files")
        self.expect(self.task("init", "parts", "in", "--output", "parts-out", "--keep-parts"), 2,
                    "--keep-parts")
        self.checks.check(not os.listdir(self.path("usage/receipts")), "a refused task left a receipt")
        # A worker of more than there are tasks has nothing to do, in any stage.
        for stage in ["encode", "key", "mark", "count", "plan", "assemble", "finish"]:
            self.stage("usage", stage)
            self.expect(self.task(stage, "usage", "--index", "98", "--of", "99"), 0, "nothing to do")

    def places(self):
        """Where the run, its inputs and the data set may not be; nothing that was there changes."""
        self.well(self.prep("build", "in", "--output", "set", "--quiet"))
        os.makedirs(self.path("foreign"))
        self.write("foreign/letter.txt", b"dear reader")
        os.makedirs(self.path("tree"))
        self.write("tree/a.jsonl", records("a", 3))
        before = contents(self.folder)
        for run, source, out, words in [
            ("p1", "in", "p1/out", ["lie in each other"]),
            ("p2/run", "in", "p2", ["lie in each other"]),
            ("foreign", "in", "p3", ["foreign", "empty or a new directory"]),
            ("set", "in", "p4", ["set", "empty or a new directory"]),
            ("p5", "in", "foreign", ["letter.txt", "not of a data set"]),
            ("p6", "in", "set", ["set", "--overwrite"]),
            ("p7", "in", "in", ["input in", "output in"]),
            ("p8", "in", "in/out", ["output in/out lies in the input in"]),
            ("tree/run", "tree", "p9", ["lies in the input tree"]),
            ("in", "in/a.jsonl", "p10", ["lies in the run"]),
            ("p11", "none.jsonl", "p12", ["none.jsonl"]),
        ]:
            status = 1 if source == "none.jsonl" else 2
            self.expect(self.task("init", run, source, "--output", out), status, *words)
            changed = {name for name in {**before, **contents(self.folder)}
                       if before.get(name) != contents(self.folder).get(name)}
            self.checks.check(not changed, f"init {run} of {source} to {out} was refused and made {changed}")

    def other_options(self):
        self.begin("options")
        done = self.task("init", "options", "in", "--output", "options-out", *OPTIONS, "--seed", "1")
        self.expect(done, 2, "holds a run that was told otherwise")
        place = self.path("options/run.json")
        with open(place, encoding="utf-8") as file:
            told = json.load(file)
        for arguments, word in [(told["arguments"] + ["--seed", "1"], "seed"),
                                (told["arguments"] + ["--dedup", "exact"], "dedup")]:
            with open(place, "w", encoding="utf-8") as file:
                json.dump({**told, "arguments": arguments}, file)
            self.expect(self.task("encode", "options", "--index", "0"), 2, "other bytes", word)
        self.checks.check(not os.listdir(self.path("options/receipts")), "a refused task left a receipt")

    def other_tokenizer(self):
        """A machine on which the same path holds another tokenizer."""
        cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        with open(os.path.join(cache, "prep/tokenizer.model"), "rb") as file:
            lines = file.read().splitlines()
        self.write("own.model", b"\n".join(lines) + b"\n")
        self.begin("tokenizer", "--tokenizer", "own.model")
        self.well(self.task("encode", "tokenizer", "--index", "0"))
        # Two tokens change places.
        one, other = lines[100_000].split(), lines[100_001].split()
        lines[100_000:100_002] = [other[0] + b" " + one[1], one[0] + b" " + other[1]]
        self.write("own.model", b"\n".join(lines) + b"\n")
        for index in ["0", "1"]:
            self.expect(self.task("encode", "tokenizer", "--index", index), 2, "other bytes", "tokenizer")

    def changed_inputs(self):
        """An input that is not what it was at the beginning is named, and may be put back."""
        self.begin("changed")
        name = self.path("in/b.jsonl")
        with open(name, "rb") as file:
            data = file.read()
        stamp = os.stat(name)

        def put_back():
            self.write("in/b.jsonl", data)
            os.utime(name, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

        def refused(stage, index):
            for changed in [data + b"{}\n", data[:-1], data[::-1]]:
                self.write("in/b.jsonl", changed)
                self.expect(self.task(stage, "changed", "--index", str(index)), 2, "in/b.jsonl",
                            "another run", *[] if len(changed) == len(data) else [str(len(changed))])
            os.unlink(name)
            self.expect(self.task(stage, "changed", "--index", str(index)), 1, "in/b.jsonl")
            put_back()
        refused("encode", 3)
        self.well(self.task("encode", "changed", "--index", "0"))
        for stage in ["encode", "key", "mark", "count", "plan", "assemble"]:
            self.stage("changed", stage)
        refused("finish", 0)
        self.checks.check("manifest.json" not in os.listdir(self.path("changed-out")),
                          "finish made a manifest though an input had changed")
        self.stage("changed", "finish")
        self.well(self.prep("verify", "changed-out"))

    def different_copies(self):
        """Two copies of a task of which the slower finds that the other has written other bytes."""
        options = ["--dedup", "exact", "--validation", "3"]
        self.begin("twin", *options)
        self.finish("twin")
        self.begin("copies", *options)
        for stage in STAGES:
            receipt = f"receipts/{stage}-0.json"
            with open(self.path("twin", receipt), encoding="utf-8") as file:
                sound = file.read()
            changed = self.other_hash(sound)
            done = self.race(stage, self.path("copies", receipt), changed)
            self.expect(done, 4, f"task 0 of {stage}", "different bytes")
            with open(self.path("copies", receipt), encoding="utf-8") as file:
                self.checks.check(file.read() == changed, f"{stage}: the receipt of a copy was replaced")
            os.unlink(self.path("copies", receipt))
            self.stage("copies", stage)
            with open(self.path("copies", receipt), encoding="utf-8") as file:
                self.checks.check(file.read() == sound, f"{stage}: two runs have different receipts")
        self.well(self.prep("verify", "copies-out"))

    @staticmethod
    def other_hash(receipt):
        """The receipt of a task that has written other bytes: one digit of its last hash differs."""
        place = receipt.rindex('hash": "') + len('hash": "')
        return receipt[:place] + ("1" if receipt[place] == "0" else "0") + receipt[place + 1:]

    def race(self, stage, receipt, text):
        """Runs a task, and puts the receipt of another copy there while it writes its first file."""
        # One rule is 20 milliseconds.
        pause = ",".join(["sync:1:delay"] * 60)
        words = ["task", stage, "copies", "--index", "0", "--threads", "1"]
        process = self.prep.start(*words, environment={"PREP_FAIL_POINT": pause})
        while process.poll() is None and not self.temporaries("copies") + self.temporaries("copies-out"):
            time.sleep(0.002)
        process.send_signal(signal.SIGSTOP)
        with open(receipt, "w", encoding="utf-8") as file:
            file.write(text)
        process.send_signal(signal.SIGCONT)
        printed, errors = process.communicate()
        return subprocess.CompletedProcess(words, process.returncode, printed, errors)

    def temporaries(self, folder):
        return [name for _, _, names in os.walk(self.path(folder)) for name in names
                if name.endswith(".tmp")]

    def unfit_records(self):
        """What a build ends with for its input, the tasks end with too, and as early as they can."""
        for run, options, stage, status, words in [
            ("long", ["--overlong", "fail", "--max-tokens", "9999"], "key", 3, ["a.jsonl", "tokens"]),
            ("source", ["--cap", "c=1"], "choose", 2, ["no record has the source 'c'", "'a', 'b'"]),
            ("gate", ["--max-rejected", "0", "--min-tokens", "60", "--max-dropped", "5"], "finish", 3,
             ["--max-dropped"]),
        ]:
            own = [word if word != "64" or run != "long" else "48" for word in OPTIONS]
            plain = [word for word in own if word not in ("--units-per-task", "2")]
            built = self.prep("build", "in", "--output", run + "-built", *plain, *options)
            self.expect(built, status, *words)
            self.well(self.task("init", run, "in", "--output", run + "-out", *own, *options))
            for before in self.task("stages", run).stdout.split("\n" + stage)[0].splitlines():
                self.stage(run, before.split()[0])
            for _ in range(2):
                done = self.task(stage, run, "--index", "0", "--of", "1")
                self.expect(done, status, *words)
