#!/usr/bin/env bash
# Tests examples/engines on engines that are really started, on loopback: every byte of what they make
# must equal what `prep build` makes. Kubernetes is the exception: its manifest is validated.
# Usage: Tests/System/engines/run.sh [ENGINE...]          (run by `make engines-test`)
#
# ENGINE: of ray, dask, spark, slurm, datatrove, parallel, kubernetes. Environment: PREP (the binary).
set -uo pipefail
cd "$(dirname "$0")/../../.." || exit
PREP=$(realpath "${PREP:-.build/release/prep}")
python=$(scripts/python-environment.sh Tests/System/engines/requirements.txt) || exit
export PREP PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
failed=()
[ $# -gt 0 ] || set -- parallel kubernetes dask ray spark slurm datatrove
for engine in "$@"; do
  "$python" "Tests/System/engines/${engine}_test.py" || failed+=("$engine")
done
[ ${#failed[@]} = 0 ] || { echo "engines: failed: ${failed[*]}" >&2; exit 1; }
