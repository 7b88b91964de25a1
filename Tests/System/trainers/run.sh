#!/usr/bin/env bash
# Tests the Python package with both stacks, on the processor: trainers, exports, torch's batches.
# Usage: Tests/System/trainers/run.sh [PYTEST ARGUMENTS]          (run by `make trainer-test`)
#
# Needs .build/release/prep and .build/feeder/libgpufeeder.so. STACKS names some of trl-0.12, trl-1.16
# and deepspeed, which is trl-1.16 with DeepSpeed and torchdata, for the tests that need them alone.
set -euo pipefail
cd "$(dirname "$0")/../../.."
export PREP=$PWD/.build/release/prep
export PREP_FEEDER_LIBRARY=$PWD/.build/feeder/libgpufeeder.so PYTHONPATH=$PWD/python
# The tokenizer of the tests' trainers: Llama's files, which are the user's cache's alone to hold.
export LLAMA_TOKENIZER="${XDG_CACHE_HOME:-$HOME/.cache}/prep"
oracle=$(scripts/python-environment.sh Tests/System/oracle/requirements.txt)
(cd Tests/System/oracle && "$oracle" -c 'import llama; llama.template_text("llama-3.1")')
[ -e "$LLAMA_TOKENIZER/tokenizer.json" ] ||
  "$oracle" Tests/System/oracle/make_tokenizer_json.py "$LLAMA_TOKENIZER/tokenizer.json"
# One thread each: threads that spin for each other on busy cores cost more than they bring.
export OMP_NUM_THREADS=1
# What the stacks warn of is theirs; what is said of this package's own lines is an error.
warnings=$'filterwarnings=ignore\nerror:::prep_feeder'
for stack in ${STACKS:-trl-0.12 trl-1.16 deepspeed}; do
  python=$(Tests/System/trainers/environment.sh "$stack")
  echo "== $stack"
  test() { (cd python && "$python" -m pytest -q --no-header -p no:cacheprovider -o "$warnings" "$@"); }
  # DeepSpeed compiles with ninja, which is beside its Python.
  [ "$stack" != deepspeed ] || PATH="$(dirname "$python"):$PATH"
  if [ $# -gt 0 ]; then
    test "$@"
  elif [ "$stack" = deepspeed ]; then
    test tests/test_torch_data.py
    test tests/trainers/test_deepspeed.py tests/trainers/test_guides.py
  else
    # In two runs, since the folders have a conftest.py each.
    test tests/test_exports.py tests/test_batches.py tests/test_torch_data.py
    test tests/trainers
  fi
done
