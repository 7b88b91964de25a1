"""Runs every stage of a run by datatrove's executors, one after the other.

Usage: prep task init RUN INPUT... --output OUT [OPTION...]
       python datatrove_prep.py RUN LOGS [WORKERS]          LOGS: a directory for datatrove's own files

On Slurm: SlurmPipelineExecutor with time= and partition= in place of LocalPipelineExecutor.
"""
import json
import subprocess
import sys

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.base import PipelineStep


class PrepStage(PipelineStep):
    name = "prep"

    def __init__(self, path, stage):
        super().__init__()
        self.path, self.stage = path, stage

    def run(self, data, rank=0, world_size=1):
        import subprocess  # here, since on Slurm the class travels without this file

        command = ["prep", "task", self.stage, self.path, "--index", str(rank), "--of", str(world_size)]
        for _ in range(3):  # datatrove tries nothing twice; 2, 3 and 4 are not worth another try
            status = subprocess.run([*command, "--threads", "1"]).returncode
            if status in (0, 2, 3, 4):
                break
        if status:
            raise RuntimeError(f"{' '.join(command)}: status {status}")
        return data


if __name__ == "__main__":
    run, logs, workers = sys.argv[1], sys.argv[2], int(([*sys.argv, 8])[3])
    listing = json.loads(subprocess.check_output(["prep", "task", "stages", run, "--json"]))
    executor = None
    for stage in listing["stages"]:
        # Where tasks are more than workers, or not counted yet (None), a worker does several.
        executor = LocalPipelineExecutor(
            pipeline=[PrepStage(run, stage["name"])], tasks=min(stage["tasks"] or workers, workers),
            workers=workers, logging_dir=f"{logs}/{stage['name']}", depends=executor)
    executor.run()
