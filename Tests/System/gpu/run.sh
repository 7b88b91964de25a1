#!/usr/bin/env bash
# Checks the feeder on this machine's CUDA device; needs python3 with numpy and torch, and its pip.
# Then trains from it, which needs transformers and peft, and takes some six minutes on an H200.
# Usage: run.sh [--batches N]          (in the folder that `make gpu-test` makes; PYTHON: python3)
#
# Writes figures.json, training.json and training-4bit.json, after each check. TRAIN=0 leaves the
# training out. LIMIT: seconds that all may take (600); what does not end in them counts as failed.
set -euo pipefail
cd "$(dirname "$0")"
python=${PYTHON:-python3}
"$python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps --upgrade \
  --target site ./*.whl
export PYTHONPATH=$PWD/site${PYTHONPATH:+:$PYTHONPATH}
limit=${LIMIT:-600}
status=0
within() {
  local left=$((limit - SECONDS)) ended=0
  # No seconds would be no limit to `timeout`.
  if [ "$left" -le 0 ]; then ended=124; else timeout --kill-after 5 "$left" "$@" || ended=$?; fi
  case $ended in 124 | 137) echo "CUT OFF after $limit s: $*" >&2 ;; esac
  [ "$ended" = 0 ] || status=$ended
}
within "$python" check.py data symbols --json figures.json "$@"
case " $* " in *" --fake "*) exit "$status" ;; esac
[ "${TRAIN:-1}" != 0 ] || exit "$status"
if ! "$python" -c 'import transformers, peft' 2>/dev/null; then
  echo "NOT RUN: training, which needs transformers and peft" >&2
  exit "$status"
fi
within "$python" train.py data --only packed,loading,bf16 --steps 50 --json training.json
within "$python" train.py data --only nf4,sft --steps 20 --json training-4bit.json
exit "$status"
