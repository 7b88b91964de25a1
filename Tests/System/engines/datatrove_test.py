"""datatrove: its local executor with two workers, and its Slurm executor on two slurmds.

Usage: PREP=.build/release/prep datatrove_test.py          (run by run.sh)
"""
import sys

from harness import CAPS, DUPLICATES, EXAMPLES, Trial, check
from slurm_cluster import Slurm

ADAPTER = EXAMPLES / "datatrove_prep.py"
# What the adapter's first lines say to change for Slurm.
ON_SLURM = ("LocalPipelineExecutor(\n",
            'SlurmPipelineExecutor(\n            time="1:00:00", partition="main", qos=None,\n')

with Trial("datatrove") as trial:
    def complete(run, adapter=ADAPTER):
        words = [sys.executable, adapter, run.path, trial.directory / f"{run.name}-logs", 4]
        return trial.complete(words, f"{run.name}.log")

    run = trial.start("whole", DUPLICATES,
                      fail={"stage": "encode", "index": 2, "status": 1, "times": 2})
    check(complete(run) == 0, "the local executor ended with 0")
    run.check_retried("encode", 2, 1)
    run.check_bytes()

    run = trial.start("refused", CAPS, fail={"stage": "encode", "index": 2, "status": 4, "times": 99})
    run.check_refused("encode", 2, 4, complete(run))

    run = trial.start("slurm", CAPS)
    slurm = Slurm(trial)
    # The commands of datatrove's package, by module: those that pip writes know where pip ran.
    for tool in ("launch_pickled_pipeline", "merge_stats"):
        trial.command(tool, f'"{sys.executable}" -m datatrove.tools.{tool}')
    text = ADAPTER.read_text()
    changed = trial.directory / "datatrove_prep_slurm.py"
    changed.write_text(text.replace(*ON_SLURM).replace("LocalPipelineExecutor", "SlurmPipelineExecutor"))
    check(ON_SLURM[0] in text and complete(run, changed) == 0, "the Slurm executor submitted its jobs")
    slurm.wait_for_jobs()
    run.check_bytes()
