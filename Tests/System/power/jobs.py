"""What is run, cut off and run again; and what must be true of every state in between."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field

from disk import read_tree

# The one file of a data set that differs from run to run.
RUN_LOG = "run-log.json"

# What else lies beside an output, of people who have nothing to do with it.
NEIGHBOURS = {
    "out-notes": None, "out-notes/diary.txt": b"not ours", "out.txt": b"not ours either",
    "out.tmp": None, "out.tmp/work": None, "out.tmp/work/plan": b"somebody's plan",
    ".out": b"hidden",
}


@dataclass
class DataSet:
    """A data set: whole where it has a manifest, and then in one of its versions."""

    path: str
    new: dict
    old: dict | None = None
    # While a damaged data set is repaired, a file is as it was or as it must be.
    is_repaired: bool = False

    def fault(self, state, is_finished):
        own = below(state, self.path)
        if not self.is_there(state):
            return "there is no data set after the command has ended" if is_finished else None
        versions = [self.new] + ([self.old] if self.old is not None and not is_finished else [])
        if self.is_repaired and not is_finished:
            wrong = [name for name in self.new if own.get(name, b"") not in
                     [version.get(name) for version in versions] and name != RUN_LOG]
        else:
            wrong = min((differences(version, {name: own[name] for name in own if name in version})
                         for version in versions), key=len)
        return f"there is a manifest, and wrong: {', '.join(wrong)}" if wrong else None

    def must_verify(self, state, is_finished):
        return self.is_there(state) and (is_finished or not self.is_repaired)

    def is_there(self, state):
        return self.path + "/manifest.json" in state


@dataclass
class Export:
    """A directory that appears when it is whole, and that is not replaced."""

    path: str
    new: dict

    def fault(self, state, is_finished):
        if self.path not in state:
            return f"{self.path} is not there after the command has ended" if is_finished else None
        wrong = differences(self.new, below(state, self.path))
        return f"{self.path} is there, and wrong: {', '.join(wrong)}" if wrong else None

    def must_verify(self, state, is_finished):
        return False

    def is_there(self, state):
        return self.path in state


@dataclass
class Document:
    """A file that is replaced as a whole."""

    path: str
    new: bytes
    old: bytes | None = None

    def fault(self, state, is_finished):
        versions = [self.new] if is_finished else [self.new, self.old]
        if state.get(self.path) not in versions and (is_finished or self.path in state):
            return f"{self.path} is neither what it was nor what it is to be"
        return None

    def must_verify(self, state, is_finished):
        return False

    def is_there(self, state):
        return self.path in state

    def may_stay(self, name):
        """A file that was being written beside this one: nothing proves whose it is, so no later run
        removes it. Its name is one that nobody else would give."""
        return re.fullmatch(re.escape(self.path) + r"\.[0-9a-f]{16}\.tmp", name) is not None


@dataclass
class Job:
    """A command, how its directory is made ready, and what it makes."""

    name: str
    command: list
    # Share of all states.
    weight: float
    prepare: object = lambda stage: None
    products: list = field(default_factory=list)
    environment: dict = field(default_factory=dict)
    # Whether it refuses to do again what is there already, and says so.
    refuses_when_done: bool = False
    expected: dict = field(default_factory=dict)

    def fault(self, state, is_finished):
        """What is wrong with a state that a crash left; None where nothing is."""
        for name, data in NEIGHBOURS.items():
            if state.get(name, b"") != data:
                return f"the neighbour {name} was touched"
        return next(filter(None, (product.fault(state, is_finished) for product in self.products)),
                    None)


    def may_refuse(self, state):
        return self.refuses_when_done and all(product.is_there(state) for product in self.products)

    def leftovers(self, state):
        """Names in a state that may be there after the command has run again."""
        return {name for name in state for product in self.products
                if isinstance(product, Document) and product.may_stay(name)}


def below(state, path):
    """What lies in a directory of a state."""
    return {name[len(path) + 1:]: data for name, data in state.items()
            if name.startswith(path + "/")}


def differences(expected, found):
    """The names that differ, but for the run log's bytes."""
    return sorted(name for name in expected.keys() | found.keys()
                  if name not in expected or name not in found
                  or (expected[name] != found[name] and os.path.basename(name) != RUN_LOG))


class Workshop:
    """Makes the jobs: inputs, earlier data sets, and what each command makes undisturbed."""

    def __init__(self, prep, directory, source):
        self.prep, self.directory = prep, directory
        self.environment = {name: value for name, value in os.environ.items()
                            if name not in ("PREP_FAIL_POINT", "PREP_PYTHON")}
        # A test that writes byte code beside the package would find itself.
        self.environment["PYTHONDONTWRITEBYTECODE"] = "1"
        self.input = os.path.join(directory, "in.jsonl")
        shutil.copyfile(source, self.input)
        self.changed = os.path.join(directory, "changed.jsonl")
        with open(source) as old, open(self.changed, "w") as new:
            new.write(old.read().replace("the", "teh"))
        self.base, self.kept = self.made("base"), self.made("kept", "--keep-parts")

    def build(self, source, *options, output="out"):
        return [self.prep, "build", source, "--output", output, "--quiet", "--threads", "1",
                "--unit-size", "8KiB", "--rows-per-shard", "2", *options]

    def made(self, name, *options):
        """A data set beside the stage, to be read only."""
        path = os.path.join(self.directory, name)
        self.run(self.build(self.input, *options, output=path), self.directory)
        return path

    def run(self, command, directory, environment=None, must_end_well=True):
        run = subprocess.run(command, cwd=directory, env=self.environment | (environment or {}),
                             stdin=subprocess.DEVNULL, capture_output=True)
        if must_end_well and run.returncode != 0:
            raise SystemExit(f"{' '.join(command)}: status {run.returncode}: "
                             + run.stderr.decode(errors="replace"))
        return run

    def stage(self, name, job):
        """A directory with neighbours, made ready for the job."""
        stage = os.path.join(self.directory, name)
        shutil.rmtree(stage, ignore_errors=True)
        os.mkdir(stage)
        for path, data in NEIGHBOURS.items():
            if data is None:
                os.mkdir(os.path.join(stage, path))
            else:
                with open(os.path.join(stage, path), "wb") as file:
                    file.write(data)
        job.prepare(stage)
        return stage

    def copy(self, source, damaged=()):
        """Prepares a job by a copy of a data set as `out`, with a bit flipped in some of its files."""
        def prepare(stage):
            out = os.path.join(stage, "out")
            shutil.copytree(source, out)
            for name in damaged:
                with open(os.path.join(out, name), "r+b") as file:
                    data = bytearray(file.read())
                    data[len(data) // 2] ^= 1
                    file.seek(0)
                    file.write(data)
        return prepare

    def jobs(self):
        """All jobs, the quick ones first."""
        build = self.build(self.input)
        overwrite = self.build(self.input, "--overwrite")
        nested = self.build(self.input, output="new/deep/out")
        report = self.build(
            self.input, "--language", "en", "--language-report", "languages.jsonl")
        repack = [self.prep, "repack", self.kept, "--output", "out", "--seed", "1", "--quiet",
                  "--threads", "1"]
        damaged = ("shards/train-00000.shard", "plan", "rejected/00000.jsonl")
        feed = [self.prep, "feed", self.base, "--batch-size", "1", "--batches", "2",
                "--save-state", "state.json"]

        def old_state(stage):
            self.run(feed[:-4] + ["--batches", "1", "--save-state", "state.json"], stage)

        def killed(stage):
            self.run(build, stage, {"PREP_FAIL_POINT": "create@train-00001:1:kill"}, False)

        def other(stage):
            self.run(self.build(self.changed), stage)

        jobs = [
            Job("feed --save-state", feed, 1, old_state),
            Job("export npy", self.export("npy"), 6, refuses_when_done=True),
            Job("export megatron", self.export("megatron"), 6, refuses_when_done=True),
            Job("export mds", self.export("mds"), 6, refuses_when_done=True),
            Job("export jsonl", self.export("jsonl"), 2),
            Job("repair", [self.prep, "verify", "out", "--repair", "--threads", "1"], 11,
                self.copy(self.base, damaged)),
            Job("repair from parts", [self.prep, "verify", "out", "--repair", "--threads", "1"], 5,
                self.copy(self.kept, damaged)),
            Job("language report", report, 6, refuses_when_done=True),
            Job("build in new folders", nested, 6),
            Job("repack", repack, 10),
            Job("resume", build, 12, killed),
            Job("overwrite", overwrite, 14, other),
            Job("build", build, 14),
        ]
        python = self.python()
        if python is not None:
            jobs.insert(5, Job("export parquet", self.export("parquet"), 1,
                               environment={"PREP_PYTHON": python}, refuses_when_done=True))
        return jobs

    def export(self, format):
        return [self.prep, "export", self.base, "--format", format, "--output", "out"]

    def python(self):
        """An interpreter with the package prep_feeder and pyarrow; None where there is none."""
        python = os.environ.get("PREP_PYTHON", "python3")
        try:
            run = subprocess.run([python, "-c", "import prep_feeder.parquet, pyarrow.parquet"],
                                 capture_output=True, cwd="/")
        except OSError:
            return None
        return shutil.which(python) if run.returncode == 0 else None

    def learn(self, job):
        """Runs the job undisturbed: what it makes is what every state must lead to."""
        stage = self.stage("undisturbed", job)
        before = read_tree(stage)
        self.run(job.command, stage, job.environment)
        after = job.expected = read_tree(stage)
        out = "new/deep/out" if "new/deep/out" in after else "out"
        if job.name.startswith("feed"):
            job.products = [Document("state.json", after["state.json"], before["state.json"])]
        elif job.name == "export jsonl":
            job.products = [Document(out, after[out])]
        elif job.name.startswith("export"):
            job.products = [Export(out, below(after, out))]
        else:
            old = below(before, out) if out + "/manifest.json" in before else None
            job.products = [DataSet(out, below(after, out), old, job.name.startswith("repair"))]
            if "languages.jsonl" in after:
                job.products.append(Document("languages.jsonl", after["languages.jsonl"]))
        fault = job.fault(after, is_finished=True)
        if fault:
            raise SystemExit(f"{job.name}, undisturbed: {fault}")
