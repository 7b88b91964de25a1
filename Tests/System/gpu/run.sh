#!/usr/bin/env bash
# Checks the feeder on this machine's CUDA device; needs python3 with numpy and torch, and its pip.
# Then trains from it, which needs transformers and peft, and takes some six minutes on an H200.
# Usage: run.sh [--batches N]          (in the folder that `make gpu-test` makes; PYTHON: python3)
#
# Writes figures.json, training.json and training-4bit.json. TRAIN=0 leaves the training out.
set -euo pipefail
cd "$(dirname "$0")"
python=${PYTHON:-python3}
"$python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps --upgrade \
  --target site ./*.whl
export PYTHONPATH=$PWD/site${PYTHONPATH:+:$PYTHONPATH}
status=0
"$python" check.py data symbols --json figures.json "$@" || status=$?
case " $* " in *" --fake "*) exit "$status" ;; esac
[ "${TRAIN:-1}" != 0 ] || exit "$status"
if ! "$python" -c 'import transformers, peft' 2>/dev/null; then
  echo "NOT RUN: training, which needs transformers and peft" >&2
  exit "$status"
fi
"$python" train.py data --only packed,loading,bf16 --steps 50 --json training.json || status=$?
"$python" train.py data --only nf4,sft --steps 20 --json training-4bit.json || status=$?
exit "$status"
