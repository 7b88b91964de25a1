"""What the tests of all engines share: inputs, runs of `prep task`, what was seen of them, comparison.

A `Trial` puts a command `prep` into the path that writes a journal of every task's start and end, and
can hold a task until the engine starts it a second time, or make one fail (traced.py). Everything that
is started becomes a child of this process, however often it forks, and is ended when the trial ends.
"""
import contextlib
import ctypes
import gzip
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "Tools"))

from corpus import Corpus  # noqa: E402

EXAMPLES = ROOT / "examples/engines"
# Units so small that there are some ten tasks; shards so small that there are several.
LAYOUT = ["--unit-size", "256KiB", "--sequence-length", "512", "--rows-per-shard", "16"]
DUPLICATES = ["--dedup", "exact", "--language", "en"]
CAPS = ["--validation", "500", "--cap", "letters=40"]
PR_SET_CHILD_SUBREAPER = 36
# No test takes that long; an engine that waits for ever would.
LIMIT_SECONDS = 900


class Failure(Exception):
    """Something that the test states was not so."""


def check(holds, what):
    """Says what was seen; fails where it was not."""
    if not holds:
        raise Failure(f"not so: {what}")
    print(f"  {what}", flush=True)


def free_port():
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def contents(directory):
    """The bytes of every file below a directory, but for run-log.json, by its relative path."""
    return {str(path.relative_to(directory)): path.read_bytes()
            for path in sorted(pathlib.Path(directory).rglob("*"))
            if path.is_file() and path.relative_to(directory) != pathlib.Path("run-log.json")}


def is_alive(pid):
    """Whether a process is there and no zombie."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def descendants():
    """The processes that this one started, by whatever ways."""
    parents = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found, latest = set(), {os.getpid()}
    while latest:
        latest = {pid for pid, parent in parents.items() if parent in latest} - found
        found |= latest
    return {pid for pid in found if is_alive(pid)}


class Run:
    """One run of `prep task` through all stages: its directories, its journal, what it must become."""

    def __init__(self, trial, name, reference):
        self.trial, self.name, self.reference = trial, name, reference
        self.path, self.output = trial.directory / f"{name}-run", trial.directory / f"{name}-out"
        self.journal = trial.directory / f"{name}.journal"

    def events(self, event=None, **wanted):
        """What the journal has, in order, of one kind and with these values."""
        lines = self.journal.read_text().splitlines() if self.journal.exists() else []
        found = [json.loads(line) for line in lines]
        return [entry for entry in found if event in (None, entry["event"])
                and all(entry.get(key) == value for key, value in wanted.items())]

    def wait(self, what, seconds=120, **wanted):
        """The first event of these values, once there is one."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := self.events(**wanted):
                return found[0]
            time.sleep(0.05)
        raise Failure(f"waited {seconds} s for {what}")

    def settle(self):
        """Waits for copies of tasks that still run, such as those whose node is dead."""
        end = time.monotonic() + 120
        while any(is_alive(entry["pid"]) for entry in self.events()):
            if time.monotonic() > end:
                raise Failure("a copy of a task still runs after two minutes")
            time.sleep(0.1)

    def stages(self):
        words = [str(self.trial.prep), "task", "stages", str(self.path), "--json"]
        return json.loads(subprocess.check_output(words))["stages"]

    def check_bytes(self):
        """Every byte equals that of `prep build`."""
        self.settle()
        expected, found = self.trial.references[self.reference], contents(self.output)
        for name in sorted(expected.keys() | found.keys()):
            if expected.get(name) != found.get(name):
                sizes = [len(files[name]) if name in files else "none" for files in (found, expected)]
                raise Failure(f"{name} differs: {sizes[0]} bytes, {sizes[1]} of prep build")
        counts = ", ".join(f"{stage['name']} {stage['tasks']}" for stage in self.stages())
        check("manifest.json" in found, f"{len(found)} files of {sum(map(len, found.values()))} bytes "
              f"equal those of prep build, the manifest too ({counts})")
        check(all(stage["done"] == stage["tasks"] for stage in self.stages()), "every task is done")

    def check_twice(self, held, must_overlap=True):
        """The task that was held was started a second time, and both copies ran at once."""
        stage, index = held["stage"], held["index"]
        check(len(self.events("start", stage=stage, index=index)) > 1, f"{stage} {index} ran twice")
        order = [entry for entry in self.events(stage=stage, index=index) if entry["event"] in ("run", "end")]
        at_once = [entry["event"] for entry in order[:2]] == ["run", "run"]
        if must_overlap:
            nodes = " and ".join(str(entry["node"]) for entry in order[:2])
            check(at_once, f"both copies of {stage} {index} ran at once, on {nodes}")
        else:
            print(f"  its first copy {'ran at the same time' if at_once else 'was ended with its worker'}")

    def check_retried(self, stage, index, status):
        """The task that was made to fail once was run again, and was then done."""
        statuses = [entry["status"] for entry in self.events("end", stage=stage, index=index)]
        check(status in statuses and 0 in statuses, f"{stage} {index} ended with {status}, then with 0")

    def check_refused(self, stage, index, status, ended):
        """The task that cannot succeed ran once, and nothing after its stage was begun."""
        starts = self.events("start", stage=stage, index=index)
        check(len(starts) == 1, f"{stage} {index} ended with {status} and was not run again")
        if ended is not None:
            check(ended != 0, f"the engine's script ended with {ended}")
        later = {entry["stage"] for entry in self.events("start")} - {stage}
        check(not later, "no later stage was begun")
        check(not (self.output / "manifest.json").exists(), "there is no manifest")


class Trial:
    """The inputs, a traced `prep`, and the references of one engine's test."""

    def __init__(self, engine):
        self.engine, self.references = engine, {}
        self.real = pathlib.Path(os.environ.get("PREP", ROOT / ".build/release/prep")).resolve()

    def __enter__(self):
        print(f"== {self.engine}", flush=True)
        self.began = time.monotonic()
        # Short, since sockets lie below it, whose paths may have 107 characters.
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix=f"prep-{self.engine}-"))
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        signal.signal(signal.SIGALRM, self.give_up)
        signal.alarm(LIMIT_SECONDS)
        self.commands = self.directory / "bin"
        self.commands.mkdir()
        tracer, rules = pathlib.Path(__file__).with_name("traced.py"), self.directory / "rules.json"
        self.prep = self.command("prep", f'"{sys.executable}" -S "{tracer}" "{rules}"')
        # Nothing is left outside of the directory: no scratch files, no list of Java's processes, which
        # start faster with the first compiler alone.
        self.environment = {**os.environ, "PATH": f"{self.commands}:{os.environ['PATH']}",
                            "TMPDIR": str(self.directory), "PARALLEL_HOME": str(self.directory),
                            "JAVA_TOOL_OPTIONS": "-XX:-UsePerfData -XX:TieredStopAtLevel=1 "
                                                 f"-Djava.io.tmpdir={self.directory}"}
        self.inputs = self.make_inputs()
        return self

    def command(self, name, words):
        """A command of that name in the path of all that is started."""
        path = self.commands / name
        path.write_text(f'#!/bin/sh\nexec {words} "$@"\n')
        path.chmod(0o755)
        return path

    @staticmethod
    def give_up(*_):
        raise Failure(f"not done after {LIMIT_SECONDS} s")

    def __exit__(self, kind, error, trace):
        signal.alarm(0)
        for number in (signal.SIGTERM, signal.SIGKILL):
            end = time.monotonic() + 10
            for pid in descendants():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
            while descendants() and time.monotonic() < end:
                time.sleep(0.1)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if isinstance(error, Exception):
            print(f"FAILED: {self.engine}: {error!r}", file=sys.stderr)
            print(f"logs, runs and journals: {self.directory}", file=sys.stderr)
            return
        shutil.rmtree(self.directory, ignore_errors=True)
        if kind is None:
            check(not descendants(), "no process was left behind")
            print(f"  {time.monotonic() - self.began:.0f} s", flush=True)

    def make_inputs(self):
        """Fixtures, two plain files with repeats and damaged lines, one of them compressed."""
        folder = self.directory / "data"
        folder.mkdir()
        lines = Corpus(19).jsonl(1000)
        half = lines.index(b"\n", len(lines) // 2) + 1
        (folder / "a.jsonl").write_bytes(lines[:half])
        (folder / "b.jsonl").write_bytes(lines[half:] + lines[:100_000] + b'{"text": "broken off')
        (folder / "c.jsonl.gz").write_bytes(gzip.compress(lines[half:half + 300_000], mtime=0))
        return [str(ROOT / "fixtures/documents"), str(folder)]

    def start(self, name, options, hold=None, fail=None):
        """A run that is begun by `prep task init`, with what shall happen to its tasks.

        hold: a stage with an index or a node, whose first task waits until it is started once more.
        fail: a stage with an index, a status, and how many times.
        """
        key = " ".join(options)
        if key not in self.references:
            directory = self.directory / f"reference-{len(self.references)}"
            self.call([self.real, "build", *self.inputs, "--output", directory, "--quiet", *LAYOUT, *options])
            self.references[key] = contents(directory)
        run = Run(self, name, key)
        self.rule(run, hold=hold, fail=fail)
        said = self.call([self.real, "task", "init", run.path, *self.inputs, "--output", run.output,
                          "--units-per-task", "1", *LAYOUT, *options])
        print(f"{name}: {key}; {said.split()[-1]} encode tasks", flush=True)
        return run

    def rule(self, run, hold=None, fail=None):
        """Says to the traced `prep` what happens from now on."""
        rules = {"prep": str(self.real), "journal": str(run.journal), "hold": hold, "fail": fail}
        temporary = self.directory / "rules.new"
        temporary.write_text(json.dumps(rules))
        temporary.rename(self.directory / "rules.json")

    def call(self, words):
        """What a command prints that must succeed."""
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True,
                              env=self.environment)
        if done.returncode != 0:
            raise Failure(f"{' '.join(map(str, words))}: status {done.returncode}: {done.stderr}")
        return done.stdout

    def spawn(self, words, log, **environment):
        """Starts a command that writes what it says to a file."""
        with open(self.directory / log, "ab") as file:
            return subprocess.Popen([str(word) for word in words], stdout=file, stderr=file,
                                    cwd=self.directory, env={**self.environment, **environment})

    def complete(self, words, log, **environment):
        """The status of a command, once it has ended."""
        return self.spawn(words, log, **environment).wait()
