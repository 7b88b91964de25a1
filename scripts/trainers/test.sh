#!/usr/bin/env bash
# Tests the trainers of the Python package on both stacks, on the processor.
# Usage: scripts/trainers/test.sh [PYTEST ARGUMENTS]          (run by `make trainer-test`)
#
# Needs .build/release/prep and .build/feeder/libgpufeeder.so. STACKS names one stack or both.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- tests/trainers
export PREP_FEEDER_LIBRARY=$PWD/.build/feeder/libgpufeeder.so PYTHONPATH=$PWD/python
# One thread each: threads that spin for each other on busy cores cost more than they bring.
export OMP_NUM_THREADS=1
for stack in ${STACKS:-trl-0.12 trl-1.16}; do
  python=$(scripts/trainers/environment.sh "$stack")
  echo "== $stack"
  (cd python && "$python" -m pytest -q --no-header -p no:cacheprovider "$@")
done
