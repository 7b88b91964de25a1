"""GNU parallel on this machine: the loop over stages, a task that is tried again, one that is not.

Usage: PREP=.build/release/prep parallel_test.py          (run by run.sh)
"""
from harness import CAPS, DUPLICATES, EXAMPLES, Trial, check

with Trial("parallel") as trial:
    def complete(run):
        words = [EXAMPLES / "parallel.sh", run.path, "--jobs", "2", "--will-cite"]
        return trial.complete(words, f"{run.name}.log")

    run = trial.start("whole", DUPLICATES,
                      fail={"stage": "encode", "index": 2, "status": 1, "times": 2})
    check(complete(run) == 0, "parallel.sh ended with 0")
    run.check_retried("encode", 2, 1)
    run.check_bytes()

    run = trial.start("caps", CAPS)
    check(complete(run) == 0, "parallel.sh ended with 0")
    run.check_bytes()

    run = trial.start("refused", CAPS, fail={"stage": "encode", "index": 2, "status": 4, "times": 99})
    run.check_refused("encode", 2, 4, complete(run))
