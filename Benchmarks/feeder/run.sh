#!/usr/bin/env bash
# Measures the feeder as a C program sees it and as Python does, and beside it, in the same run and
# on the same rows, two other loaders.
# Usage: Benchmarks/feeder/run.sh DATA_SET [BATCHES_IN_PYTHON]
#
# The second argument is how many batches each loader gives in Python (2000; 0 leaves Python out).
# PYTHON is an interpreter that has requirements.txt; without it an environment is made. ONLY=python
# leaves C out.
set -euo pipefail
cd "$(dirname "$0")/../.."
set_directory=${1:?give a data set that prep build made}
others=${2:-2000}
folder=.build/feeder
[ -e "$folder/libgpufeeder.so" ] || scripts/build-feeder.sh >&2
cc -O2 -Wall -I "$folder" Benchmarks/feeder/consumer.c -L "$folder" -lgpufeeder -ldl \
  '-Wl,-rpath,$ORIGIN' -o "$folder/consumer"
cc -O2 -Wall -shared -fPIC Benchmarks/feeder/malloc-count.c -o "$folder/malloc-count.so"
cat "$set_directory"/shards/* >/dev/null

echo "machine: $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2-), $(nproc) cores, load$(cut -d' ' -f1 /proc/loadavg | sed 's/^/ /'); $(date -I)"
echo "data set: $(du -sm "$set_directory/shards" | cut -f1) MiB of shards; batches of 8 rows"
measure() {
  echo "$1:"
  shift
  "$folder/consumer" "$set_directory" "$@"
}
measure_c() {
  for round in 1 2 3; do measure "input_ids, int32, as fast as it goes ($round)" 20000 columns=1; done
  for round in 1 2 3; do measure "three columns, int64, as fast as it goes ($round)" 10000 wide=1; done
  measure "three columns, int64, one batch every 10 ms" 1000 wide=1 pace_ms=10 warm=50
  for round in 1 2 3; do measure "resume at batch 1,000,000 ($round)" 1 first_step=1000000; done
  echo "allocations in 20,000 batches, behind 20,000:"
  LD_PRELOAD="$folder/malloc-count.so" "$folder/consumer" "$set_directory" 40000 warm=20000
}
[ "${ONLY:-}" = python ] || measure_c
[ "$others" = 0 ] && exit 0
python=${PYTHON:-$(scripts/python-environment.sh Benchmarks/feeder/requirements.txt)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PYTHONPATH=python PREP_FEEDER_LIBRARY=$folder/libgpufeeder.so \
  "$python" Benchmarks/feeder/others.py "$set_directory" "$work" "$others" 2>"$work/errors" || { cat "$work/errors" >&2; exit 1; }
