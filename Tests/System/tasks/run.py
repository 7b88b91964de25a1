#!/usr/bin/env python3
"""Builds data sets in tasks, in any order, twice, at once and killed, and compares every byte.

Usage: Tests/System/tasks/run.py [--count 8] [--seed 0] [--jobs 2] [--keep DIR]

The command is PREP from the environment, or .build/release/prep. Each number of --seed on is a case:
small inputs and options from it (inputs.py), which `prep build` turns into the data set that all
others must equal: a build with other threads, a repack, and the tasks of `prep task`. The tasks of a
stage run in random order, each at least twice, some at once, from other directories, under other
numbers of threads and several in one process; some are killed or refused the disk at a fail point
(Sources/ByteIO/Files/FailPoint.swift) or get a signal at a random moment, and some copies are held up
until the data set is there. `prep task missing` must say what is left whenever it is asked. Then
come the refusals (refusals.py). Prints what failed, and how many checks passed; a case that failed
can be run alone with `--seed N --count 1 --keep DIR`, which leaves its files.
"""

import argparse
import collections
import concurrent.futures
import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time

import inputs
import refusals
from builds import Builds
from command import Checks, contents, numbers

# Where a task may end before its receipt has its name, after that, and anywhere.
BEFORE_RECEIPT = ["create@receipts/:1:kill", "write@receipts/:1:kill", "sync@receipts/:1:kill",
                  "rename@receipts/:1:kill"]
AFTER_RECEIPT = ["sync-directory@receipts:1:kill"]
ANYWHERE = ["{point}@{place}:{nth}:kill", "{point}:{nth}:kill", "{point}:{nth}:EIO",
            "{point}:{nth}+:ENOSPC", "write:{nth}:short,write:{after}:kill"]
HARMLESS = ["write:1+:short", "read:1+:short", "sync:1+:delay"]
POINTS = ["create", "write", "sync", "rename", "sync-directory"]
PLACES = ["tables/", "parts/", "shards/", "rejected/", "manifest.json", "plan", "receipts/"]


class Copy:
    """One process that is to do some tasks of a stage, and what happens to it."""

    def __init__(self, rng, stage, tasks, words):
        self.stage, self.tasks, self.words = stage, tasks, words
        self.folder, self.arguments, self.environment = None, None, {}
        self.moment = self.signal = None
        self.allowed = {0}
        # Whether the copy itself can have left a receipt where it did not end well.
        self.may_commit = True
        kind = rng.random()
        if kind < 0.14:
            self.fail(rng.choice(BEFORE_RECEIPT), {0, -signal.SIGKILL})
            self.may_commit = False
        elif kind < 0.18:
            self.fail(rng.choice(AFTER_RECEIPT), {0, -signal.SIGKILL})
        elif kind < 0.33:
            nth = rng.choice([1, 1, 2, 3, 7])
            rule = rng.choice(ANYWHERE).format(
                point=rng.choice(POINTS), place=rng.choice(PLACES), nth=nth, after=nth + 1)
            self.fail(rule, {0, 1, -signal.SIGKILL})
        elif kind < 0.40:
            self.fail(rng.choice(HARMLESS), {0})
        elif kind < 0.5:
            self.moment = rng.uniform(0, 0.25)
            self.signal = rng.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
            self.allowed = {0, 130, -self.signal}

    def fail(self, rule, allowed):
        self.environment["PREP_FAIL_POINT"] = rule
        self.allowed = allowed

    def describe(self):
        """What a person would type to run it again."""
        words = [f"cd {self.folder};"] + [f"{name}={value}" for name, value in self.environment.items()]
        words += ["prep", *self.arguments]
        if self.signal:
            words.append(f"({self.signal.name} after {self.moment:.3f} s)")
        return " ".join(words)


class Case(Builds):
    """One input with one set of options, built in all ways there are."""

    def __init__(self, checks, prep, seed, jobs, folder):
        super().__init__(checks, prep, seed, folder)
        self.jobs = jobs
        self.run_path = os.path.join(folder, "run")
        self.statuses = collections.Counter()
        self.elsewhere = [folder, os.path.join(folder, "in"), "/"]
        # Copies that are held up, each with its process.
        self.held = []

    def begin(self):
        """Begins the run, sometimes only after runs of the same command that were killed."""
        per_task = str(self.rng.choice([1, 1, 2, 5, 64]))
        words = ["task", "init", "run", *self.words, "--output", "out", "--units-per-task", per_task]
        while self.rng.random() < 0.5:
            rule = f"{self.rng.choice(POINTS)}:{self.rng.randint(1, 12)}:kill"
            done = self.prep(*words, environment={"PREP_FAIL_POINT": rule})
            self.check(done.returncode in (0, -signal.SIGKILL),
                       f"{rule}: init: {done.returncode}: {done.stderr}")
        first = self.prep(*words)
        if not self.check(first.returncode == 0, f"init: {first.returncode}: {first.stderr}"):
            return False
        again = self.prep(*words)
        self.check(again.returncode == 0 and again.stdout == first.stdout,
                   f"init again: {again.returncode}: {again.stdout}{again.stderr}")
        stages = self.stages()
        self.check(first.stdout.split()[-1] == str(stages["encode"]["tasks"]),
                   f"init does not end with the number of encode tasks: {first.stdout}")
        self.counts = {name: entry["tasks"] for name, entry in stages.items()}
        self.names = list(stages)
        return True

    def stages(self):
        done = self.prep("task", "stages", self.run_path, "--json")
        return {stage["name"]: stage for stage in json.loads(done.stdout)["stages"]}

    def receipts(self, stage):
        """The tasks that are done; `finish` is when it has tidied up too."""
        if stage == "finish" and os.path.exists(os.path.join(self.folder, "out/work")):
            return set()
        names = os.listdir(os.path.join(self.run_path, "receipts"))
        return {int(name[len(stage) + 1:-5]) for name in names
                if name.startswith(stage + "-") and name.endswith(".json")}

    def missing(self, stage, count):
        """What `prep task missing` says, compared with the receipts before and after it."""
        before = self.receipts(stage)
        done = self.prep("task", "missing", self.run_path, stage)
        after = self.receipts(stage)
        self.check(done.returncode == 0, f"missing {stage}: {done.returncode}: {done.stderr}")
        found = numbers(done.stdout)
        everything = set(range(count))
        self.check(everything - after <= found <= everything - before,
                   f"missing {stage} says {done.stdout.strip()} of {count}; receipts: {before}, {after}")
        return found

    def copy(self, stage, tasks, words):
        """A copy with something that happens to it, started from anywhere with any options."""
        rng = self.rng
        copy = Copy(rng, stage, tasks, words)
        copy.folder = rng.choice(self.elsewhere)
        run = rng.choice([self.run_path, os.path.relpath(self.run_path, copy.folder)])
        if rng.random() < 0.3:
            copy.environment[rng.choice(refusals.VARIABLES)] = words[1]
            words = words[2:]
        copy.arguments = ["task", stage, run, *words, "--threads", rng.choice(["1", "1", "2", "3"])]
        return copy

    def start(self, copy):
        return self.prep.start(*copy.arguments, folder=copy.folder, environment=copy.environment)

    def finish(self, copy, process):
        """Waits for a copy; returns whether it ended well."""
        timer = copy.signal and threading.Timer(copy.moment, process.send_signal, [copy.signal])
        if timer:
            timer.start()
        printed, errors = process.communicate()
        if timer:
            timer.cancel()
        status = process.returncode
        self.statuses[status] += 1
        if copy.stage == "finish" and status == self.status:
            status = 0
        self.check(status in copy.allowed,
                   f"{copy.describe()}: {process.returncode}: {printed}{errors}")
        return status == 0

    def copies(self, stage, count):
        """Every task at least twice, in random order; many tasks by few processes."""
        copies = []
        for _ in range(2):
            if count > 5 or self.rng.random() < 0.2:
                step = self.rng.choice([2, 3, 4])
                for index in range(step):
                    words = ["--index", str(index), "--of", str(step)]
                    copies.append(self.copy(stage, range(index, count, step), words))
            else:
                for index in range(count):
                    copies.append(self.copy(stage, [index], ["--index", str(index)]))
        # Some of the same task one right after the other, so that they run at once.
        together = {copy.words[1]: self.rng.random() for copy in copies if self.rng.random() < 0.4}
        return sorted(copies, key=lambda copy: together.get(copy.words[1], self.rng.random()))

    def too_early(self, stage):
        """A stage whose turn has not come ends with 1 and says what it waits for."""
        later = self.names[self.names.index(stage) + 1:]
        if not later or self.rng.random() < 0.6:
            return
        early = self.rng.choice(later)
        done = self.prep("task", early, self.run_path, "--index", "0", "--of", "1")
        self.check(done.returncode == 1 and "is not done; prep task missing" in done.stderr
                   and not self.receipts(early),
                   f"{early} before {stage}: {done.returncode}: {done.stderr}")

    def hold(self, stage, count):
        """Starts a copy that is stopped at work, and goes on when the data set is there."""
        index = self.rng.randrange(count)
        copy = self.copy(stage, [index], ["--index", str(index)])
        copy.fail(self.rng.choice(["sync", "create"]) + ":1+:delay", {0})
        copy.signal = None
        process = self.start(copy)
        time.sleep(self.rng.uniform(0.02, 0.2))
        process.send_signal(signal.SIGSTOP)
        self.held.append((copy, process))

    def stage(self, stage):
        if stage == "assemble":
            # Known only after the plan.
            self.counts[stage] = self.stages()[stage]["tasks"]
        count = self.counts[stage]
        self.too_early(stage)
        if count and self.rng.random() < 0.15:
            self.hold(stage, count)
        known, possible = set(), set()
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            copies = self.copies(stage, count)
            waiting = [(copy, pool.submit(lambda copy=copy: self.finish(copy, self.start(copy))))
                       for copy in copies]
            if self.rng.random() < 0.3:
                self.missing(stage, count)
            for copy, ended in waiting:
                if ended.result():
                    known.update(copy.tasks)
                elif copy.may_commit:
                    possible.update(copy.tasks)
        possible.update(index for copy, _ in self.held if copy.stage == stage for index in copy.tasks)
        missing = self.missing(stage, count)
        self.check(not missing & known, f"{stage}: {missing & known} ended with 0 and are missing")
        never = set(range(count)) - known - possible
        self.check(never <= missing, f"{stage}: {never - missing} never ended and are not missing")
        if self.rng.random() < 0.3:
            done = self.stages()[stage]["done"]
            self.check(done == count - len(missing), f"{stage}: stages says that {done} are done")
        for index in sorted(missing):
            copy = self.copy(stage, [index], ["--index", str(index)])
            if not self.finish(copy, self.start(copy)):
                done = self.prep("task", stage, self.run_path, "--index", str(index))
                wanted = self.status if stage == "finish" else 0
                self.check(done.returncode == wanted,
                           f"{stage} {index} after {copy.describe()}: {done.returncode}: {done.stderr}")
        if missing:
            missing = self.missing(stage, count)
        return self.check(not missing, f"{stage}: cannot be finished")

    def release(self):
        """Lets the copies go on that were held up; what they do must harm nothing."""
        for copy, process in self.held:
            process.send_signal(signal.SIGCONT)
            self.finish(copy, process)

    def tasks(self):
        if not self.begin():
            return
        for stage in self.names:
            if not self.stage(stage):
                self.release()
                return
        out = os.path.join(self.folder, "out")
        self.same(contents(out), "tasks")
        self.check(not os.path.exists(os.path.join(out, "work")), "out/work is left")
        self.release()
        self.same(contents(out), "tasks, when copies that were held up have ended")
        verified = self.prep("verify", "out")
        self.check(verified.returncode == 0, f"verify: {verified.stdout}{verified.stderr}")

    def perform(self):
        if self.references():
            self.repack()
            self.tasks()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument("--keep", help="a new directory in which all files stay")
    options = parser.parse_args()
    prep = os.path.abspath(os.environ.get("PREP", os.path.join(inputs.ROOT, ".build/release/prep")))
    checks, statuses = Checks(), collections.Counter()
    with contextlib.ExitStack() as stack:
        folder = options.keep or stack.enter_context(tempfile.TemporaryDirectory(prefix="prep-tasks-"))
        # They wait most of the time, so that the cases find the processors free.
        pool = stack.enter_context(concurrent.futures.ThreadPoolExecutor(1))
        refused = pool.submit(refusals.Refusals(checks, prep, os.path.join(folder, "refusals")).perform)
        for seed in range(options.seed, options.seed + options.count):
            own = os.path.join(folder, f"case-{seed}")
            case = Case(checks, prep, seed, options.jobs, own)
            case.perform()
            statuses += case.statuses
            if not options.keep:
                shutil.rmtree(own)
        refused.result()
    print("task processes by status:", ", ".join(f"{n} with {s}" for s, n in sorted(statuses.items())))
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
