"""Slurm: two slurmds on loopback, of which one is killed, and its node marked down, in a task.

Usage: PREP=.build/release/prep slurm_test.py          (run by run.sh)

Slurm kills the daemon's node and not what runs there, so the task's first copy goes on beside the
second one.
"""
from harness import CAPS, DUPLICATES, EXAMPLES, Trial, check
from slurm_cluster import Slurm

with Trial("slurm") as trial:
    slurm = Slurm(trial)
    # Fewer than there are tasks, so that each job does several.
    trial.environment["WORKERS"] = "4"

    logs = f"--output={trial.directory}/%x-%A_%a.log"

    def submit(run):
        """The numbers of the stages' jobs, as the adapter prints them."""
        return trial.call([EXAMPLES / "slurm.sh", run.path, logs])

    run = trial.start("caps", CAPS, fail={"stage": "encode", "index": 2, "status": 1, "times": 1})
    print("  jobs:", ", ".join(submit(run).splitlines()))
    slurm.wait_for_jobs()
    run.check_retried("encode", 2, 1)
    run.check_bytes()

    run = trial.start("refused", CAPS, fail={"stage": "encode", "index": 2, "status": 4, "times": 99})
    submit(run)
    slurm.wait_for_jobs()
    run.check_refused("encode", 2, 4, ended=None)
    missing = trial.call([trial.real, "task", "missing", run.path, "encode"]).strip()
    check(missing == ",".join(map(str, range(2, run.stages()[0]["tasks"], 4))),
          f"prep task missing names what is left: {missing}")
    trial.rule(run)
    trial.call(["sbatch", "--wait", f"--array={missing}", f"--output={trial.directory}/again.log",
                f"--wrap=prep task encode {run.path}"])
    check(not trial.call([trial.real, "task", "missing", run.path, "encode"]).strip(),
          "sbatch --array takes it as it is; then nothing is missing")
    script = trial.directory / "submitted.sh"
    script.write_text(trial.call(
        [trial.real, "task", "submit", run.path, "--engine", "slurm", "--workers", "4"]))
    jobs = trial.call(["bash", script, logs])
    check(jobs, "the script of prep task submit was taken by sbatch")
    slurm.wait_for_jobs()
    run.check_bytes()

    run = trial.start("lost", DUPLICATES, hold={"stage": "encode", "node": "n2"})
    submit(run)
    held = run.wait("a task on n2", event="holding")
    slurm.kill("n2")
    slurm.wait_for_jobs()
    run.check_twice(held)
    run.check_bytes()
