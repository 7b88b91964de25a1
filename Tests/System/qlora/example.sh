#!/usr/bin/env bash
# Trains a tiny Llama on the fixtures, on the processor, as somebody does who has the wheel.
# Usage: Tests/System/qlora/example.sh          (run by `make example`)
set -euo pipefail
cd "$(dirname "$0")/../../.."
python=$(Tests/System/qlora/environment.sh trl-1.16)
# One thread: two that wait for each other on busy cores cost more than they bring. Logits of a row take
# 131 MB: kept by malloc and not given back after each use, they take half as long.
export OMP_NUM_THREADS=1 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8000000000
PYTHONPATH=.build/qlora/package "$python" examples/qlora/train.py fixtures/documents --output .build/qlora/trained
