"""Runs a command and says what it took."""
from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass
class Measured:
    """What one or several processes took."""

    wall_seconds: float = 0
    processor_seconds: float = 0
    peak_bytes: int = 0
    read_bytes: int = 0
    written_bytes: int = 0
    read_calls: int = 0
    write_calls: int = 0
    status: int = 0
    output: str = ""

    def add(self, other: Measured) -> None:
        """Adds what another took: sums, but the larger of both peaks."""
        for name in ("wall_seconds", "processor_seconds", "read_bytes", "written_bytes",
                     "read_calls", "write_calls"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.peak_bytes = max(self.peak_bytes, other.peak_bytes)


def run(command: list[str], may_fail: bool = False) -> Measured:
    """Runs `command` to its end; ends this program where it fails and may not.

    Bytes and calls are those of read and write, whether the page cache had the bytes or the disk.
    """
    start = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read()
    # The process is left to be asked, until it is waited for below.
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    wall_seconds = time.monotonic() - start
    with open(f"/proc/{process.pid}/io", encoding="ascii") as file:
        io = {name: int(value) for name, value in (line.split(": ") for line in file)}
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 and not may_fail:
        sys.exit(f"{' '.join(command)}: status {process.returncode}\n{output}")
    return Measured(
        wall_seconds=wall_seconds, processor_seconds=usage.ru_utime + usage.ru_stime,
        peak_bytes=usage.ru_maxrss * 1024, read_bytes=io["rchar"], written_bytes=io["wchar"],
        read_calls=io["syscr"], write_calls=io["syscw"], status=process.returncode, output=output)


def machine() -> str:
    """The processor, the number of its cores, and the date."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if "model name" in line), "?")
    load = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} cores, load {load:.1f}; {time.strftime('%Y-%m-%d')}"
