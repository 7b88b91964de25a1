"""Trains from the feeder on a CUDA device: an 8B-shaped Llama with random weights and LoRA.

Usage: train.py DATA_SET [--tiny] [--only NAME,...] [--steps N] [--json FILE]

Needs torch, transformers and peft; `sft` needs TRL too, and the parts in 4 bits bitsandbytes: what is
not there is not run, and that is said. --tiny takes a model of a few weights on the processor: that
shows that the checks work, and nothing of a device. Exit status 1 where a check failed.
"""
from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from typing import Any

os.environ.setdefault("PYTORCH_CUDA_ALLOC_CONF", "expandable_segments:True")

from bench import Bench, NotRun
from check import Failed
from packed import packed
from runs import loading, sft
from steps import bf16, nf4

CHECKS = {check.__name__: check for check in (packed, loading, bf16, nf4, sft)}


def versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in ("torch", "transformers", "peft", "trl", "accelerate", "bitsandbytes", "flash-attn"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--tiny", action="store_true", help="a few weights, on the processor")
    parser.add_argument("--only", default=",".join(CHECKS))
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--json", help="where to write the figures")
    options = parser.parse_args()
    bench = Bench(options)
    print(f"{bench.title()}; {versions()}", flush=True)
    results: dict[str, Any] = {}
    failures = 0
    for name in options.only.split(","):
        start = time.perf_counter()
        try:
            results[name] = CHECKS[name](bench)
            word = "passed"
        except NotRun as reason:
            results[name], word = {"not_run": str(reason)}, "not run"
        except Exception as error:  # What a check meets must not keep the others from being run.
            failures += 1
            results[name], word = {"failed": f"{type(error).__name__}: {error}"}, "FAILED"
            if not isinstance(error, Failed):
                traceback.print_exc()
        bench.forget()
        seconds = time.perf_counter() - start
        print(f"{word:7} {name}, {seconds:.1f} s: {json.dumps(results[name])}", flush=True)
        if options.json:
            with open(options.json, "w", encoding="utf-8") as file:
                json.dump(
                    {"device": bench.title(), "versions": versions(), "results": results}, file,
                    indent=1)
    print(f"{failures} failed, on {bench.title()}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
