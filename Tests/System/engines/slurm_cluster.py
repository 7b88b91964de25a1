"""A Slurm of two nodes on loopback: munged, slurmctld and two slurmds, with files of its own alone."""
import getpass
import os
import signal
import socket
import time

from harness import Failure, check, free_port, is_alive

# After cred_expire a task whose node was lost may start again: two minutes where it is not given.
CONFIGURATION = """\
ClusterName=prep
SlurmctldHost={host}(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket,cred_expire=5
SlurmUser={user}
SlurmdUser={user}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool-%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd-%n.log
SlurmctldPort={ports[0]}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0
SlurmdTimeout=300
ReturnToService=2
NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=1 RealMemory=4000
NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=1 RealMemory=4000
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


class Slurm:
    def __init__(self, trial):
        self.trial, self.folder = trial, trial.directory / "slurm"
        self.folder.mkdir(mode=0o700)
        (self.folder / "state").mkdir()
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o600)
        configuration = self.folder / "slurm.conf"
        configuration.write_text(CONFIGURATION.format(
            host=socket.gethostname(), folder=self.folder, user=getpass.getuser(),
            ports=[free_port() for _ in range(3)]))
        trial.environment.update(SLURM_CONF=str(configuration),
                                 PATH=f"{trial.environment['PATH']}:/usr/sbin")
        files = {"key-file": "munge.key", "socket": "munge.socket", "pid-file": "munged.pid",
                 "log-file": "munged.log", "seed-file": "munged.seed"}
        trial.call(["munged", "--force", *(f"--{name}={self.folder / file}" for name, file in files.items())])
        trial.call(["slurmctld"])
        for node in ("n1", "n2"):
            trial.call(["slurmd", "-N", node])
        self.wait(["sinfo", "-h", "-t", "idle", "-o", "%D"], "2", "two idle nodes")

    def wait(self, words, expected, what, seconds=60, never=None):
        end = time.monotonic() + seconds
        while (said := self.trial.call(words).strip()) != expected:
            if time.monotonic() > end or never and never in said:
                raise Failure(f"waited {seconds} s for {what}: {said}")
            time.sleep(0.25)

    def wait_for_jobs(self):
        """Until the queue is empty; jobs whose dependency has failed stay in it."""
        self.wait(["squeue", "-h", "-o", "%r", "-t", "pending,running,completing"], "", "an empty queue",
                  seconds=400, never="DependencyNeverSatisfied")

    def kill(self, node):
        """Kills a node's daemon and says to Slurm that the node is down, as an operator does."""
        pid = int((self.folder / f"slurmd-{node}.pid").read_text())
        check(is_alive(pid), f"the slurmd of {node} runs")
        os.kill(pid, signal.SIGKILL)
        self.trial.call(["scontrol", "update", f"nodename={node}", "state=down", "reason=killed"])
        state = self.trial.call(["sinfo", "-h", "-n", node, "-o", "%T"]).strip()
        check(not is_alive(pid) and state.startswith("down"), f"it was killed, {node} is {state}")
