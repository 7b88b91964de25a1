"""Interrupts a feeder at random moments, many times, and looks whether anyone's memory was written to.

Usage: python interrupts.py DATA COUNT [FRAMEWORK [SEED]]     (PREP_FEEDER_LIBRARY, or an installed wheel)

Each time one of the calls that open the library's feeder is cut off by a timer's signal, as Ctrl-C
does it. Then arrays of the size of a batch are made in the memory that became free, held, and
compared with what was put in them; the feeder is asked for its next batch, which must be the one of
its place; and every few times it is counted whether threads are left. Exits with 1 where something
is wrong; a crash speaks for itself.
"""
import gc
import os
import random
import signal
import sys
import time

import numpy

from prep_feeder import Feeder, PrepDataset

BATCH = 2
#: How long each call takes at most, about: the signal comes before that.
SECONDS = {
    "Feeder": 6e-3, "set_epoch": 6e-3, "load_state_dict": 6e-3, "next": 5e-4, "PrepDataset": 1.5e-3}


def threads():
    return len(os.listdir("/proc/self/task"))


def is_interrupted(call, seconds):
    """Whether a KeyboardInterrupt came out of `call`, which a signal meets after so many seconds."""
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            call()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except KeyboardInterrupt:
        signal.setitimer(signal.ITIMER_REAL, 0)
        return True
    return False


def rows(batch):
    return numpy.asarray(batch["input_ids"]).tobytes()


def main(data, count, framework="numpy", seed="1"):
    choose = random.Random(int(seed))
    if framework == "torch":
        import torch

        torch.set_num_threads(1)
    # The interpreter's and, with numpy, its own.
    next(iter(Feeder(data, BATCH, framework=framework)))
    gc.collect()
    before = threads()
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    # What is raised in a finalizer has nobody to go to.
    sys.unraisablehook = lambda _: None

    feeder = Feeder(data, BATCH, framework=framework)
    steps = len(feeder)
    expected = [rows(batch) for _ in range(3) for batch in feeder]
    feeder.set_epoch(0)
    state = feeder.state_dict()
    calls = {
        "Feeder": lambda: next(iter(Feeder(data, BATCH, framework=framework))),
        "set_epoch": lambda: feeder.set_epoch(choose.randrange(2)),
        "load_state_dict": lambda: feeder.load_state_dict(
            {**state, "step": choose.randrange(2 * steps)}),
        "next": lambda: [next(iter(feeder)) for _ in range(3)],
        "PrepDataset": lambda: PrepDataset(data)[0],
    }
    interrupted = dict.fromkeys(calls, 0)
    for number in range(count):
        name = choose.choice(list(calls))
        seconds = choose.uniform(1e-6, SECONDS[name])
        interrupted[name] += is_interrupted(calls[name], seconds)
        byte_count = feeder._byte_count
        patterns = [numpy.full(byte_count, 7, numpy.uint8) for _ in range(16)]
        if feeder.step >= 3 * steps:
            feeder.set_epoch(0)
        step = feeder.step
        if rows(next(iter(feeder))) != expected[step]:
            sys.exit(f"interrupt {number}, of {name}: the batch is not that of step {step}")
        if feeder.step != step + 1:
            sys.exit(f"interrupt {number}, of {name}: step {step} is followed by {feeder.step}")
        time.sleep(0.001)
        if any(bool((pattern != 7).any()) for pattern in patterns):
            sys.exit(f"interrupt {number}, of {name}: another's memory was written to")
        if number % 100 == 99:
            # What an interrupted finalizer left is freed as the next feeder is opened.
            feeder.load_state_dict({**state, "step": 0})
            gc.collect()
            if threads() > before + 1:
                sys.exit(f"after {number + 1} calls there are {threads()} threads, {before} before")
    print(f"{sum(interrupted.values())} of {count} interrupted: {interrupted}")
    if count >= 100 and min(interrupted.values()) == 0:
        sys.exit("a call was never interrupted")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
