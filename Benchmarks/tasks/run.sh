#!/usr/bin/env bash
# Measures builds in tasks: `plan` at the size of a terabyte, or all stages on a real input.
# Usage: Benchmarks/tasks/run.sh plan|stages ARGUMENTS…     (each program's own head says which)
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:?usage: Benchmarks/tasks/run.sh plan|stages ARGUMENTS…}
shift
python=$(scripts/python-environment.sh Benchmarks/tasks/requirements.txt)
exec "$python" "Benchmarks/tasks/$program.py" "$@"
