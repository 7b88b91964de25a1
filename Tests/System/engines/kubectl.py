#!/usr/bin/env python3
"""Stands in for kubectl and a cluster: validates a Job strictly, and runs its command for each index here.

Usage: kubectl.py STATE apply -f - | get job NAME -o … | delete job NAME …     (by kubernetes_test.py)

STATE: a directory. Indices run one after the other, with JOB_COMPLETION_INDEX, and by the manifest's own
rules: restartPolicy, backoffLimitPerIndex, and the exit codes of podFailurePolicy. No image is pulled,
and nothing is mounted.
"""
import os
import pathlib
import subprocess
import sys

import kubernetes_validate
import yaml

VERSION = "1.33"


def run_index(spec, container, index):
    """Complete, FailJob where a rule says so, or Failed after so many tries."""
    codes = [rule["onExitCodes"] for rule in spec["podFailurePolicy"]["rules"]
             if rule["action"] == "FailJob" and "onExitCodes" in rule]
    for _ in range(1 + spec["backoffLimitPerIndex"]):
        status = subprocess.run(container["command"],
                                env={**os.environ, "JOB_COMPLETION_INDEX": str(index)}).returncode
        if status == 0:
            return "Complete"
        if any(code["containerName"] == container["name"] and code["operator"] == "In"
               and status in code["values"] for code in codes):
            return "FailJob"
    return "Failed"


def apply(state):
    job = yaml.safe_load(sys.stdin)
    kubernetes_validate.validate(job, VERSION, strict=True)
    spec = job["spec"]
    pod = spec["template"]["spec"]
    (container,) = pod["containers"]
    # What the API server asks for besides the schema.
    assert spec["completionMode"] == "Indexed" and pod["restartPolicy"] == "Never"
    mounts = {mount["name"] for mount in container["volumeMounts"]}
    assert mounts == {volume["name"] for volume in pod["volumes"]}
    outcome = "Complete"
    for index in range(spec["completions"]):
        ended = run_index(spec, container, index)
        if ended != "Complete":
            outcome = "Failed"
        if ended == "FailJob":
            break
    (state / job["metadata"]["name"]).write_text(outcome)


def main():
    state, words = pathlib.Path(sys.argv[1]), sys.argv[2:]
    if words[0] == "apply":
        apply(state)
    elif words[0] == "get":
        # As a cluster's answer has several conditions.
        outcome = (state / words[2]).read_text()
        print({"Complete": "SuccessCriteriaMet Complete", "Failed": "FailureTarget Failed"}[outcome])
    elif words[0] == "delete":
        (state / words[2]).unlink(missing_ok=True)
    else:
        sys.exit(f"kubectl.py: unknown words {words}")


main()
