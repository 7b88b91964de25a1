#!/usr/bin/env python3
"""Stands before `prep` in the path: writes a journal of tasks, holds one, makes one fail.

Usage: traced.py RULES ARGUMENT...          (made by harness.py, which says what the rules are)

A task that is held waits until the engine has started it a second time; the second copy waits for the
first one, and both are slow in writing, so that they work at once, as they do where an engine takes a
slow or lost task for dead.
"""
import fcntl
import json
import os
import subprocess
import sys
import time

INDICES = ["PREP_TASK_INDEX", "SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"]
NOT_STAGES = ["init", "missing", "stages", "submit"]
HOLD_SECONDS = 90
# 20 ms at each of these; see Sources/ByteIO/Files/FailPoint.swift.
SLOW = ",".join(f"{point}:1+:delay" for point in ("create", "write", "sync", "rename"))


def index_of(words):
    if "--index" in words:
        return int(words[words.index("--index") + 1])
    return next((int(os.environ[name]) for name in INDICES if name in os.environ), 0)


def is_new(path):
    """Whether this is the first to ask for the name."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        return True
    except FileExistsError:
        return False


class Journal:
    def __init__(self, path, task):
        self.path, self.task = path, task

    def add(self, event, **more):
        line = json.dumps({"event": event, **self.task, "pid": os.getpid(), **more}) + "\n"
        with open(self.path, "a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(line)

    def of_twins(self, event):
        """The processes of other copies of this task that have noted an event."""
        with open(self.path) as file:
            return {entry["pid"] for entry in map(json.loads, file)
                    if entry["event"] == event and entry["pid"] != os.getpid()
                    and all(entry[key] == self.task[key] for key in ("stage", "index"))}

    def waits_for_twin(self):
        """Whether a copy that is held has not seen this one yet, and is alive."""
        waiting = self.of_twins("holding") - self.of_twins("held")
        return any(os.path.exists(f"/proc/{pid}") for pid in waiting)


def wait_until(condition):
    """Whether the condition came true in time."""
    end = time.monotonic() + HOLD_SECONDS
    while not (met := condition()) and time.monotonic() < end:
        time.sleep(0.01)
    return met


def matches(rule, task):
    return bool(rule) and all(task[key] == rule[key] for key in task if key in rule)


def main():
    with open(sys.argv[1]) as file:
        rules = json.load(file)
    words = sys.argv[2:]
    if words[:1] != ["task"] or words[1] in NOT_STAGES:
        os.execv(rules["prep"], [rules["prep"], *words])
    node = os.environ.get("ENGINE_NODE") or os.environ.get("SLURMD_NODENAME")
    task = {"stage": words[1], "index": index_of(words), "node": node}
    journal = Journal(rules["journal"], task)
    journal.add("start")
    hold, fail = rules["hold"], rules["fail"]
    if matches(hold, task) and is_new(rules["journal"] + ".hold"):
        journal.add("holding")
        journal.add("held", met=wait_until(lambda: bool(journal.of_twins("start"))))
        os.environ["PREP_FAIL_POINT"] = SLOW
    elif journal.of_twins("holding"):
        wait_until(lambda: not journal.waits_for_twin())
        os.environ["PREP_FAIL_POINT"] = SLOW
    if matches(fail, task) and any(is_new(f"{rules['journal']}.fail-{n}") for n in range(fail["times"])):
        journal.add("end", status=fail["status"])
        sys.exit(fail["status"])
    process = subprocess.Popen([rules["prep"], *words])
    journal.add("run", pid=process.pid)
    status = process.wait()
    journal.add("end", status=status)
    # A process that a signal ended says so as a shell does.
    sys.exit(status if status >= 0 else 128 - status)


main()
