"""Kubernetes: the manifests, validated strictly, and their commands for each index. No cluster is run.

Usage: PREP=.build/release/prep kubernetes_test.py          (run by run.sh)
"""
import pathlib
import sys

import kubernetes_validate
import yaml

from harness import CAPS, DUPLICATES, EXAMPLES, Trial, check

HERE = pathlib.Path(__file__).parent
VERSIONS = ["1.33", "1.37"]


def is_valid(job, version):
    try:
        kubernetes_validate.validate(job, version, strict=True)
    except kubernetes_validate.ValidationError:
        return False
    return True


def check_manifest(text, what):
    """Each document is valid, and no longer so with one letter of a field less."""
    jobs = [job for job in yaml.safe_load_all(text) if job]
    for job in jobs:
        check(all(is_valid(job, version) for version in VERSIONS), f"{what}: {job['kind']} "
              f"{job['metadata']['name']} is valid in Kubernetes {' and '.join(VERSIONS)}")
    kinds = [job for job in jobs if job["kind"] == "Job"]
    check(kinds, f"{what}: there is a Job")
    spec = kinds[0]["spec"]
    for fields, right, wrong in [(spec, "backoffLimitPerIndex", "backoffLimitPerIndx"),
                                 (spec["podFailurePolicy"], "rules", "rule"),
                                 (spec["template"]["spec"], "restartPolicy", "restartpolicy")]:
        fields[wrong] = fields.pop(right)
        check(not is_valid(kinds[0], VERSIONS[0]), f"{what}: {wrong} is refused")
        fields[right] = fields.pop(wrong)


with Trial("kubernetes") as trial:
    print("  no cluster was run: manifests are validated, their commands are run here, one a time")
    state = trial.directory / "jobs"
    state.mkdir()
    trial.command("kubectl", f'"{sys.executable}" "{HERE}/kubectl.py" "{state}"')

    def complete(run):
        words = [EXAMPLES / "kubernetes.sh", run.path, "example.org/prep:1", "claim", trial.directory]
        return trial.complete(words, f"{run.name}.log")

    run = trial.start("whole", DUPLICATES,
                      fail={"stage": "encode", "index": 2, "status": 1, "times": 2})
    filled = (EXAMPLES / "kubernetes.yaml").read_text()
    for word, value in {"STAGE": "encode", "TASKS": "10", "WORKERS": "4", "IMAGE": "example.org/prep:1",
                        "RUN": "/shared/run", "MOUNT": "/shared", "CLAIM": "claim"}.items():
        filled = filled.replace(f"__{word}__", value)
    check_manifest(filled, "kubernetes.yaml")
    check_manifest(trial.call([trial.real, "task", "submit", run.path, "--engine", "kubernetes", "--image",
                               "example.org/prep:1", "--volume-claim", "claim"]), "prep task submit")
    check(complete(run) == 0, "kubernetes.sh ended with 0")
    run.check_retried("encode", 2, 1)
    run.check_bytes()

    run = trial.start("caps", CAPS)
    check(complete(run) == 0, "kubernetes.sh ended with 0")
    run.check_bytes()

    run = trial.start("refused", CAPS, fail={"stage": "encode", "index": 2, "status": 4, "times": 99})
    run.check_refused("encode", 2, 4, complete(run))
    check("to do: " in (trial.directory / "refused.log").read_text(), "kubernetes.sh says what is left to do")
    print("  no cluster was run")
