#!/usr/bin/env python3
"""Kills builds, repacks, overwrites and repairs, refuses them the disk, and compares every byte.

Usage: Tests/System/crash/run.py [--count 200] [--faults 40] [--seed 0] [--prep PATH] [--records 1000]

The records are of many languages, forms and faults (Tools/corpus.py). Each kill ends a process by
SIGKILL: half of them at a random moment, half at a fail point (Sources/ByteIO/Files/FailPoint.swift):
before a file is made, within a write, before an fsync, before a rename or between it and the fsync
of its directory, of any file or of the manifest alone. Then the same command runs again, and is
sometimes killed again. In the end every file must be what an undisturbed run makes, and nothing
else may be there. While a process runs, every file that has its final name is compared with the
undisturbed run's again and again, and a data set that has a manifest is given to `prep verify`.
Faults are errors of the disk, short reads and writes, delays, a full disk, a limit on file sizes,
SIGTERM, Ctrl-C, and two starts at once: each must end in the status and the message it should, and
harm nothing.
"""

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
sys.path.insert(0, os.path.join(ROOT, "Tools"))

from corpus import Corpus  # noqa: E402

POINTS = ["create", "write", "sync", "rename", "sync-directory"]
# What a build judges by, but for a list of patterns: a manifest has the hash of that alone, so that
# no repair could make the records anew from their source.
JUDGING = ["--language", "en,ja,ru,de,ar,zh,fr", "--language-policy", "translation",
           "--max-repeated-lines", "30%", "--max-repeated-words", "20%",
           "--where", "not quality_score < 3",
           "--validation", "5%", "--cap", "letters=40", "--dedup", "exact",
           "--max-line", "16KiB", "--overlong", "truncate", "--sequence-length", "512"]


def contents(directory):
    found = {}
    for folder, _, names in os.walk(directory):
        for name in names:
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, directory)
            if relative != "run-log.json":
                with open(path, "rb") as file:
                    found[relative] = file.read()
    return found


class Job:
    """One kind of work, what it must end in, and how to make ready for it."""

    def __init__(self, test, name, command, expected, prepare=None, damaged=(), former=()):
        self.test, self.name, self.command, self.expected = test, name, command, expected
        self.prepare = prepare or (lambda out: shutil.rmtree(out, ignore_errors=True))
        # Files that may be damaged until they are repaired, with their damaged bytes.
        self.damaged = dict(damaged)
        # Files of the data set that is overwritten.
        self.former = dict(former)

    def arguments(self, out):
        return self.test.arguments(self.command, out)


class Test:
    def __init__(self, options, directory):
        self.prep, self.directory = os.path.abspath(options.prep), directory
        self.out = os.path.join(directory, "out")
        self.rng = random.Random(options.seed)
        self.failures, self.samples, self.verified = [], 0, 0
        self.bounds = {}
        self.input = os.path.join(directory, "data.jsonl")
        with open(self.input, "wb") as file:
            file.write(Corpus(options.seed).jsonl(options.records))
        self.kept = os.path.join(directory, "kept")
        build = ["build", self.input, "--output", "OUT", "--unit-size", "64KiB",
                 "--rows-per-shard", "8", "--quiet"] + JUDGING
        self.finish(build + ["--keep-parts"], self.kept)
        reference = contents(self.kept)
        self.parts = {name: data for name, data in reference.items() if name.endswith(".part")}
        whole = {name: data for name, data in reference.items() if not name.startswith("work/")}
        repack = ["repack", self.kept, "--output", "OUT", "--seed", "1", "--quiet"]
        repacked = os.path.join(directory, "repacked")
        self.finish(repack, repacked)
        self.base = os.path.join(directory, "whole")
        self.seconds = self.finish(build, self.base)
        self.check(contents(self.base) == whole, "two builds differ")
        shards = sorted(name for name in whole if name.endswith(".shard"))
        print(f"corpus of {os.path.getsize(self.input)} bytes, {len(self.parts)} parts, "
              f"{len(shards)} shards; a build takes {self.seconds:.2f} s", flush=True)
        broken = {}
        for name in [shards[1], shards[-1], "plan", "rejected/00000.jsonl"]:
            data = bytearray(whole[name])
            data[len(data) // 2] ^= 1
            broken[name] = bytes(data)

        def damage(out, names):
            shutil.rmtree(out, ignore_errors=True)
            shutil.copytree(self.base, out)
            for name in names:
                with open(os.path.join(out, name), "wb") as file:
                    file.write(broken[name])

        def copy(source):
            def prepare(out):
                shutil.rmtree(out, ignore_errors=True)
                shutil.copytree(source, out)
            return prepare

        verify = ["verify", "OUT", "--repair"]
        self.jobs = [
            Job(self, "build", build, whole),
            Job(self, "repack", repack, contents(repacked)),
            Job(self, "repair of shards", verify, whole, lambda out: damage(out, shards[1:2]),
                [(shards[1], broken[shards[1]])]),
            Job(self, "repair of shards, plan and rejected records", verify, whole,
                lambda out: damage(out, broken), broken.items()),
            Job(self, "build over another data set", build + ["--overwrite"], whole,
                copy(repacked), former=contents(repacked)),
            Job(self, "repack over another data set", repack + ["--overwrite"],
                contents(repacked), copy(self.base), former=whole),
            Job(self, "build whose parts stay", build + ["--keep-parts"], reference),
        ]

    def check(self, holds, what):
        if not holds:
            self.failures.append(what)
            print("FAILED:", what, flush=True)

    def arguments(self, command, out):
        return [self.prep] + [out if word == "OUT" else word for word in command]

    def finish(self, command, out):
        start = time.monotonic()
        words = self.arguments(command, out)
        run = subprocess.run(words, capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"{' '.join(words)}: status {run.returncode}: {run.stderr}")
        return time.monotonic() - start

    def sample(self, job, out, what):
        """Compares what has its final name with the undisturbed run's."""
        expected = dict(job.expected)
        expected.update({name: data for name, data in self.parts.items()})
        for folder, _, names in os.walk(out):
            for name in names:
                path = os.path.join(folder, name)
                relative = os.path.relpath(path, out)
                if relative.startswith("work/repair/") or relative not in expected:
                    continue
                try:
                    with open(path, "rb") as file:
                        data = file.read()
                except FileNotFoundError:
                    continue
                self.samples += 1
                sound = expected[relative], job.damaged.get(relative), job.former.get(relative)
                self.check(data in sound,
                           f"{what}: {relative} is not whole")
        manifest = self.manifest(out)
        if not job.damaged and manifest:
            verify = subprocess.run([self.prep, "verify", out], capture_output=True, text=True)
            # Who overwrites takes the manifest away first: then this was no data set any more.
            if self.manifest(out) == manifest:
                self.verified += 1
                self.check(verify.returncode == 0,
                           f"{what}: verify says {verify.stdout} {verify.stderr}")

    @staticmethod
    def manifest(out):
        """Which file the manifest is; None where there is none."""
        try:
            status = os.stat(os.path.join(out, "manifest.json"))
            return status.st_ino, status.st_mtime_ns
        except FileNotFoundError:
            return None

    def start(self, job, out, environment=None, **more):
        return subprocess.Popen(
            job.arguments(out), env={**os.environ, **(environment or {})},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)

    def watch(self, process, job, out, what):
        """Samples until the process has ended; returns its status and what it said."""
        said = []
        reader = threading.Thread(target=lambda: said.extend(process.communicate()))
        reader.start()
        while process.poll() is None:
            self.sample(job, out, what)
            time.sleep(0.01)
        reader.join()
        self.sample(job, out, what)
        return process.returncode, said[1]

    def complete(self, job, out, what):
        process = self.start(job, out)
        status, errors = self.watch(process, job, out, what)
        self.check(status == 0, f"{what}: the run after it ended with {status}: {errors}")
        found = contents(out)
        for name in sorted(set(found) | set(job.expected)):
            self.check(found.get(name) == job.expected.get(name), f"{what}: {name} differs")

    def kill(self, number):
        """One kill, at a moment or at a fail point; returns whether the process was still there."""
        job = self.jobs[0] if self.rng.random() < 0.4 else self.rng.choice(self.jobs[1:])
        out = self.out
        job.prepare(out)
        kills = 0
        for _ in range(self.rng.choice([1, 1, 2, 3])):
            if number % 2 == 0:
                moment = self.rng.uniform(0, self.seconds)
                what = f"kill {number}, {job.name}, after {moment:.3f} s"
                process = self.start(job, out)
                timer = threading.Timer(moment, process.kill)
                timer.start()
                status, _ = self.watch(process, job, out, what)
                timer.cancel()
            else:
                point = self.rng.choice(POINTS)
                if self.rng.random() < 0.25 and point != "sync-directory":
                    point += "@manifest.json"
                bound = self.bounds.get((job.name, point), 1 if "@" in point else 64)
                nth = self.rng.randint(1, bound)
                rule = f"{point}:{nth}:kill"
                if point.startswith("write"):
                    # Half of the bytes, then the end.
                    rule = f"{point}:{nth}:short,{point}:{nth + 1}:kill"
                what = f"kill {number}, {job.name}, at {rule}"
                process = self.start(job, out, {"PREP_FAIL_POINT": rule})
                status, _ = self.watch(process, job, out, what)
                if status == 0 and bound > 1:
                    self.bounds[job.name, point] = max(1, nth - 1)
            if status == -signal.SIGKILL:
                kills += 1
            if status == 0:
                break
        self.complete(job, out, what)
        return kills

    def faults(self):
        """Pairs of a name and a function that makes the fault happen, endlessly."""
        while True:
            for point in POINTS:
                for error in ["EIO", "ENOSPC", "EDQUOT", "EROFS", "EMFILE"]:
                    yield f"{point}:{self.rng.randint(1, 40)}+:{error}", self.refused
            for rule in ["write:1+:short", "sync:1+:delay", "rename:1+:delay", "read:1+:short"]:
                yield rule, self.harmless
            for name in ["data.jsonl", ".part"]:
                yield f"read@{name}:{self.rng.randint(1, 20)}+:EIO", self.refused
            for point in ["create", "write", "sync", "rename"]:
                yield f"{point}@manifest.json:1:EIO", self.refused
            yield "SIGTERM", self.interrupted
            yield "SIGINT", self.interrupted
            yield "two starts", self.two_starts
            yield "full disk", self.full_disk
            yield "limit on file sizes", self.limited
            for point in ["write", "sync"]:
                yield f"{point}:{self.rng.randint(1, 5)}:ENOSPC", self.refused

    def attempt(self, job, rule):
        """One run with a fail point, from a fresh start; its status and what it said."""
        job.prepare(self.out)
        process = self.start(job, self.out, {"PREP_FAIL_POINT": rule})
        return self.watch(process, job, self.out, f"{job.name}, {rule}")

    def refused(self, rule):
        # A repair that cannot read its source ends in another status, and never makes a manifest.
        is_for_builds = "manifest" in rule or rule.startswith("read")
        job = self.rng.choice(self.jobs[:2] if is_for_builds else self.jobs)
        status, errors = self.attempt(job, rule)
        self.check(status == 1 and "cannot" in errors or status == 0,
                   f"{job.name}, {rule}: status {status}: {errors}")
        self.complete(job, self.out, f"{job.name}, {rule}")
        return status == 1

    def harmless(self, rule):
        job = self.rng.choice(self.jobs)
        status, errors = self.attempt(job, rule)
        self.check(status == 0, f"{job.name}, {rule}: status {status}: {errors}")
        self.check(contents(self.out) == job.expected, f"{job.name}, {rule}: other bytes")
        return True

    def interrupted(self, name):
        job, out = self.jobs[0], self.out
        job.prepare(out)
        # Held up, so that the signal finds it at work.
        process = self.start(job, out, {"PREP_FAIL_POINT": "sync:1+:delay"})
        while not os.path.exists(out + "/work/parts/00000-00000.json") and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(getattr(signal, name))
        status, errors = self.watch(process, job, out, name)
        self.check(status == 130 and "goes on" in errors, f"{name}: status {status}: {errors}")
        self.complete(job, out, name)
        return status == 130

    def two_starts(self, name):
        job, out = self.jobs[0], self.out
        job.prepare(out)
        held = {"PREP_FAIL_POINT": "sync:1+:delay"}
        processes = [self.start(job, out, held), self.start(job, out, held)]
        results = [self.watch(process, job, out, name) for process in processes]
        statuses = sorted(status for status, _ in results)
        self.check(statuses == [0, 2], f"{name}: {results}")
        self.check(any("another process" in errors for _, errors in results), f"{name}: {results}")
        self.complete(job, out, name)
        return True

    def full_disk(self, name):
        """A file system of its own, too small by half; needs the right to mount one."""
        job, mount = self.jobs[0], os.path.join(self.directory, "small")
        os.makedirs(mount, exist_ok=True)
        size = sum(len(data) for data in self.parts.values())
        command = ["mount", "-t", "tmpfs", "-o", f"size={size // 2}", "tmpfs", mount]
        if subprocess.run(command, capture_output=True).returncode != 0:
            print("full disk: no right to mount one here; ENOSPC comes from fail points alone")
            return self.refused("write:20+:ENOSPC")
        try:
            out = os.path.join(mount, "out")
            process = self.start(job, out)
            status, errors = self.watch(process, job, out, name)
            self.check(status == 1 and "space" in errors, f"{name}: status {status}: {errors}")
            subprocess.run(["mount", "-o", f"remount,size={size * 8}", mount], check=True)
            self.complete(job, out, name)
        finally:
            subprocess.run(["umount", mount], check=True)
        return True

    def limited(self, name):
        job, out = self.jobs[0], self.out
        job.prepare(out)

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

        process = self.start(job, out, preexec_fn=limit)
        status, errors = self.watch(process, job, out, name)
        self.check(status == 1 and "cannot write" in errors, f"{name}: status {status}: {errors}")
        self.complete(job, out, name)
        return True


def main():
    parser = argparse.ArgumentParser(usage=__doc__.splitlines()[2].removeprefix("Usage: "))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--faults", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--prep", default=os.path.join(ROOT, ".build/release/prep"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="prep-crash-") as directory:
        test = Test(options, directory)
        kills = runs = 0
        while kills < options.count:
            runs += 1
            kills += test.kill(runs)
            if runs > 20 * options.count:
                sys.exit("most runs end before they can be killed")
        print(f"{kills} kills in {runs} runs", flush=True)
        met = made = 0
        for name, make in test.faults():
            if made >= options.faults:
                break
            hit = make(name)
            made += hit
            met += not hit
        print(f"{made} faults; {met} more were set and not reached")
        print(f"{test.samples} files compared while processes ran, {test.verified} times verified")
        print("good" if not test.failures else f"{len(test.failures)} failures")
        sys.exit(1 if test.failures else 0)


if __name__ == "__main__":
    main()
