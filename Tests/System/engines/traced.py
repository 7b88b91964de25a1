#!/usr/bin/env python3
"""Stands before `prep` in the path: writes a journal of tasks, holds one, makes one fail.

Usage: traced.py RULES ARGUMENT...          (made by harness.py, which says what the rules are)

A task that is held waits until the engine has started it a second time, so that both copies work at
once, as they do where an engine takes a slow or lost task for dead.
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

    def has_twin(self):
        with open(self.path) as file:
            return any(entry["event"] == "start" and entry["pid"] != os.getpid()
                       and all(entry[key] == value for key, value in self.task.items() if key != "node")
                       for entry in map(json.loads, file))


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
        end = time.monotonic() + HOLD_SECONDS
        while not (met := journal.has_twin()) and time.monotonic() < end:
            time.sleep(0.02)
        journal.add("held", met=met)
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
