#!/usr/bin/env bash
# Checks the feeder on this machine's CUDA device; needs python3 with numpy and torch, and its pip.
# Usage: run.sh [--batches N]          (in the folder that `make gpu-test` makes; PYTHON: python3)
set -euo pipefail
cd "$(dirname "$0")"
python=${PYTHON:-python3}
"$python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps --upgrade \
  --target site ./*.whl
PYTHONPATH=site "$python" check.py data symbols --json figures.json "$@"
