"""Runs the command, and counts what was checked."""

import os
import subprocess
import threading


class Checks:
    """How many checks held; what did not is printed at once."""

    def __init__(self):
        self.passed = self.failed = 0
        self.lock = threading.Lock()

    def check(self, holds, what):
        with self.lock:
            if holds:
                self.passed += 1
            else:
                self.failed += 1
                print("FAILED:", what, flush=True)
        return bool(holds)


class Command:
    """`prep`, run in one folder where no other is named."""

    def __init__(self, path, folder):
        self.path, self.folder = path, folder

    def start(self, *words, folder=None, environment=None):
        # What an engine that runs this test has set would number the tasks.
        clean = {name: value for name, value in os.environ.items() if not name.startswith(
            ("PREP_", "SLURM_", "JOB_COMPLETION", "AWS_BATCH", "OMPI_"))}
        return subprocess.Popen(
            [self.path, *words], cwd=folder or self.folder,
            env={**clean, "COLUMNS": "80", **(environment or {})}, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def __call__(self, *words, folder=None, environment=None):
        process = self.start(*words, folder=folder, environment=environment)
        printed, errors = process.communicate()
        return subprocess.CompletedProcess(words, process.returncode, printed, errors)


def contents(directory):
    """The bytes of every file by its name, but those of the run's log, which has times in it."""
    found = {}
    for folder, _, names in os.walk(directory):
        for name in names:
            path = os.path.join(folder, name)
            if name != "run-log.json":
                with open(path, "rb") as file:
                    found[os.path.relpath(path, directory)] = file.read()
    return found


def numbers(text):
    """The numbers of `0,3,17-19`; an error where that is not written as short as it can be."""
    found = []
    for word in filter(None, text.strip().split(",")):
        first, _, last = word.partition("-")
        assert not found or int(first) > found[-1] + 1, text
        assert not last or int(last) > int(first), text
        found += range(int(first), int(last or first) + 1)
    return set(found)
