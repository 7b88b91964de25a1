#!/usr/bin/env python3
"""Cuts the power, in a model, wherever a command may be cut off, and looks at what is left.

Usage: Tests/System/power/run.py [--states 20000] [--seed 0] [--prep PATH] [--job NAME]... [--keep DIR]

Each job (a build, one that goes on, one that overwrites, a repack, repairs, exports, a saved state of the
feeder, a language report) runs once under strace. Its system calls are replayed on a model of a disk
(disk.py), which says what a crash after any of them may leave: a prefix of what was not synced
(as journals order it), or any subset (all that POSIX promises). Each such state is put on a real
file system. Then:

- where there is a manifest, the files have the right bytes and `prep verify` finds them good; an
  export, a report or a saved state that is there is whole;
- the same command, run again, ends well, in the bytes of an undisturbed run, and leaves nothing
  else but a half-written file of a random name beside an output that is a single file;
- files of other people beside the output are as they were;
- once the command has ended, its result is there, whatever else the crash takes.

At last the test tests itself: with a sync left out of the trace it must find states that are wrong.
States are all different; the same seed gives the same states for the same trace. Needs strace.
"""

import argparse
import concurrent.futures
import os
import random
import shutil
import sys
import tempfile
import time
from trace import record

from disk import Disk, Gap, contents, read_tree, write_tree
from jobs import Workshop, differences

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
MODES = ("strict", "ordered")
# A state drawn this often that was there before: there are hardly any others.
TRIES = 30


class Replay:
    """The states that crashes of one traced job may leave, and the check of one."""

    def __init__(self, workshop, job, start, operations, first=0):
        self.workshop, self.job, self.start, self.operations = workshop, job, start, operations
        # States are drawn from after so many operations on.
        self.first = first

    def states(self, count, rng):
        """Up to `count` different states, as (operations done, mode, tree), in the order of time."""
        seen = set()
        while len(seen) < count:
            before = len(seen)
            yield from self.walk(count - before, rng, seen)
            if len(seen) == before:
                return

    def walk(self, count, rng, seen):
        """Once from the first operation to the last; as many states after each, as far as there are
        so many that were not `seen`."""
        disk, due, length = Disk(self.start), 0.0, len(self.operations)
        # A tenth when all is done: what a command has said to be there must be there.
        share = 0.9 * count / (length + 1 - self.first)
        for done in range(length + 1):
            if done >= self.first:
                due += share if done < length else share + 0.1 * count
            while due >= 1 or (done == length and due > 0):
                for _ in range(TRIES):
                    mode = rng.choice(MODES)
                    tree = disk.crash(rng, mode)
                    key = hash((done == length, frozenset(contents(tree).items())))
                    if key not in seen:
                        seen.add(key)
                        yield done, mode, tree
                        break
                else:
                    # Left to the operations that come.
                    break
                due -= 1
            if done < length:
                disk.apply(self.operations[done])

    def fault(self, tree, done, worker):
        """What is wrong with a state or with what becomes of it; None where all is well."""
        job, state = self.job, contents(tree)
        is_finished = done == len(self.operations)
        stage = os.path.join(self.workshop.directory, f"stage-{worker}")
        shutil.rmtree(stage, ignore_errors=True)
        os.mkdir(stage)
        write_tree(tree, stage)
        fault = job.fault(state, is_finished)
        if fault:
            return fault
        for product in job.products:
            if product.must_verify(state, is_finished):
                run = self.workshop.run(
                    [self.workshop.prep, "verify", product.path, "--threads", "1"], stage,
                    must_end_well=False)
                if run.returncode != 0:
                    return "verify: " + first_line(run)
        run = self.workshop.run(job.command, stage, job.environment, must_end_well=False)
        if run.returncode != 0 and not job.may_refuse(state):
            return f"the command, run again, ends with status {run.returncode}: {first_line(run)}"
        wrong = set(differences(job.expected, read_tree(stage))) - job.leftovers(state)
        return f"after the command has run again: {', '.join(sorted(wrong))}" if wrong else None


def first_line(run):
    lines = (run.stderr or run.stdout).decode(errors="replace").splitlines()
    return lines[0] if lines else ""


class Test:
    def __init__(self, options, directory):
        self.options = options
        self.workshop = Workshop(
            os.path.abspath(options.prep), directory,
            os.path.join(ROOT, "fixtures", "documents", "instructions.jsonl"))
        self.workers = os.cpu_count() or 1
        self.failure_count = self.state_count = 0

    def run(self):
        jobs = [job for job in self.workshop.jobs()
                if not self.options.job or job.name in self.options.job]
        if not any(job.name == "export parquet" for job in jobs):
            print("export parquet is left out: python3 lacks prep_feeder or pyarrow", flush=True)
        states, weight = self.options.states, sum(job.weight for job in jobs)
        for job in jobs:
            # What a job with few states leaves over goes to those that come.
            count = round(states * job.weight / weight)
            states, weight = states - self.replay(job, count), weight - job.weight
        print(f"{self.state_count:,} states, {self.failure_count:,} of them wrong")
        return self.failure_count == 0

    def trace(self, job):
        """Runs the job under strace; what the model says it made must be what it made."""
        self.workshop.learn(job)
        stage = self.workshop.stage("traced", job)
        start = os.path.join(self.workshop.directory, "start")
        shutil.rmtree(start, ignore_errors=True)
        shutil.copytree(stage, start, symlinks=True)
        status, operations, disk, errors = record(
            job.command, stage, self.workshop.environment | job.environment)
        if status != 0:
            raise SystemExit(f"{job.name}, under strace: status {status}: {errors}")
        if contents(disk.tree()) != read_tree(stage):
            wrong = differences(contents(disk.tree()), read_tree(stage))
            raise SystemExit(f"{job.name}: the model differs from the disk: {', '.join(wrong)}")
        return Replay(self.workshop, job, start, operations)

    def replay(self, job, count):
        """Checks so many states of a job; returns how many there were."""
        clock = time.monotonic()
        replay = self.trace(job)
        rng = random.Random(f"{self.options.seed} {job.name}")
        faults, modes, total = {}, dict.fromkeys(MODES, 0), 0
        for (done, mode, tree), fault in self.check(replay, replay.states(count, rng)):
            modes[mode] += 1
            total += 1
            if fault:
                faults.setdefault(fault, []).append((done, mode, tree))
        failed = sum(map(len, faults.values()))
        print(f"{job.name}: {len(replay.operations)} operations, {total:,} states "
              f"({modes['strict']:,} strict, {modes['ordered']:,} ordered), "
              f"{failed:,} wrong, {time.monotonic() - clock:.0f} s", flush=True)
        for number, (fault, cases) in enumerate(sorted(faults.items())):
            done, mode, tree = cases[0]
            print(f"  {len(cases):,} × {fault}\n    first: {mode}, {done} operations done, the last: "
                  f"{self.describe(replay.operations[done - 1]) if done else 'none'}", flush=True)
            if self.options.keep:
                path = os.path.join(self.options.keep, f"{job.name.replace(' ', '-')}-{number}")
                shutil.rmtree(path, ignore_errors=True)
                os.makedirs(path)
                write_tree(tree, path)
                print(f"    kept: {path}", flush=True)
        self.failure_count += failed
        self.state_count += total
        return total

    def check(self, replay, states):
        """Pairs of a state and what is wrong with it, made by as many workers as there are cores."""
        free = list(range(self.workers))

        def fault(state):
            worker = free.pop()
            try:
                return replay.fault(state[2], state[0], worker)
            finally:
                free.append(worker)

        with concurrent.futures.ThreadPoolExecutor(self.workers) as pool:
            waiting = []
            for state in states:
                waiting.append((state, pool.submit(fault, state)))
                if len(waiting) > 2 * self.workers:
                    state, result = waiting.pop(0)
                    yield state, result.result()
            for state, result in waiting:
                yield state, result.result()

    @staticmethod
    def describe(operation):
        return " ".join(f"{len(part)} bytes" if isinstance(part, bytes) else str(part)
                        for part in operation)

    def check_self(self):
        """With syncs left out, states must be found wrong; a test that cannot fail proves nothing."""
        job = next(job for job in self.workshop.jobs() if job.name == "build")
        replay = self.trace(job)
        disk = Disk(replay.start)
        for operation in replay.operations:
            disk.apply(operation)
        names = {leaf.node: name for name, leaf in disk.tree().items()}
        manifest = next(node for node, name in names.items() if name == "out/manifest.json")
        out = next(node for node, name in names.items() if name == "out")
        is_good = True
        for what, is_dropped in [
                ("of the manifest's bytes", lambda node: node == manifest),
                ("of the output's directory", lambda node: node == out),
                ("of any file", lambda node: disk.nodes[node].kind == "file"),
                ("of any directory", lambda node: disk.nodes[node].kind == "directory")]:
            kept = [operation for operation in replay.operations
                    if not (operation[0].startswith("sync") and is_dropped(operation[2]))]
            if len(kept) == len(replay.operations):
                print(f"self-check: there is no sync {what} to leave out", flush=True)
                is_good = False
                continue
            first = next(place for place, pair in enumerate(zip(kept, replay.operations))
                         if pair[0] is not pair[1])
            wrong = Replay(self.workshop, job, replay.start, kept, first)
            rng, seen, found = random.Random(self.options.seed), set(), None
            # A few from everywhere, again and again: the first that is wrong is enough.
            states = (state for _ in range(20) for state in wrong.walk(30, rng, seen))
            for count, (_, fault) in enumerate(self.check(wrong, states), 1):
                if fault:
                    found = f"found after {count} states: {fault}"
                    break
            print(f"self-check: no sync {what}: {found or 'NOT FOUND'}", flush=True)
            is_good = is_good and found is not None
        return is_good


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--states", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--prep", default=os.path.join(ROOT, ".build", "release", "prep"))
    parser.add_argument("--job", action="append", help="this job only; may be repeated")
    parser.add_argument("--keep", help="a directory for the first wrong state of each kind")
    options = parser.parse_args()
    if shutil.which("strace") is None:
        raise SystemExit("power-test: strace is needed: run `make power-test`, or install it")
    # In memory where there is room: a state is some thirty small files.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="prep-power-", dir=memory) as directory:
        try:
            test = Test(options, os.path.realpath(directory))
            is_good = test.run()
            is_good = test.check_self() and is_good
        except Gap as gap:
            raise SystemExit(f"power-test: cannot judge: {gap}") from None
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
