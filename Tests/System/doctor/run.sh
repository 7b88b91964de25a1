#!/usr/bin/env bash
# Runs prep doctor on real environments and reads what it says of each.
# Usage: Tests/System/doctor/run.sh [PYTEST ARGUMENTS]          (run by `make doctor-test`)
#
# The environments are made in the user's cache the first time: 8 GB there, of which the trainer stack
# and its torch are shared with `make trainer-test`.
set -euo pipefail
cd "$(dirname "$0")/../../.."
here=Tests/System/doctor
export PREP="${PREP:-$PWD/.build/release/prep}"
for name in as-written before mended trl-1.16; do
  variable=DOCTOR_$(tr 'a-z.-' 'A-Z__' <<<"$name")
  declare -x "$variable=$("$here/environment.sh" "$name")"
done
LLAMA_TOKENIZER=$(Tests/System/trainers/tokenizer.sh)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc -O1 -shared -fPIC -I Tests/FakeCUDA/include Tests/FakeCUDA/FakeCUDA.c \
  -o "$work/libcuda.so.1" -lpthread
export LLAMA_TOKENIZER FAKE_DRIVER="$work"
python=$(scripts/python-environment.sh "$here/requirements.txt")

"$python" -m pytest -q -p no:cacheprovider --rootdir "$here" "$here" "$@"
