#!/usr/bin/env bash
# Tests examples/qlora and examples/colab.ipynb with the wheel and both stacks, on the processor.
# Usage: Tests/System/qlora/run.sh [PYTEST ARGUMENTS]          (run by `make example-test`)
#
# Needs .build/python/prep_feeder-*.whl. STACKS names one of trl-0.12 and trl-1.16.
set -euo pipefail
cd "$(dirname "$0")/../../.."
here=Tests/System/qlora
# A model's folder has its tokenizer: Llama's files, which are the user's cache's alone to hold.
LLAMA_TOKENIZER="$(Tests/System/trainers/tokenizer.sh)"
WHEEL=$(ls "$PWD"/.build/python/*.whl)
export LLAMA_TOKENIZER WHEEL PYTHONPATH=$PWD/.build/qlora/package
# One thread each, so that two runs give the same bits, and memory that is kept: see example.sh.
export OMP_NUM_THREADS=1 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8000000000
for stack in ${STACKS:-trl-0.12 trl-1.16}; do
  python=$($here/environment.sh "$stack")
  echo "== $stack"
  "$python" -m pytest -q --no-header -rs -p no:cacheprovider "${@:-$here}"
done
