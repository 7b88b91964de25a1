#!/usr/bin/env bash
# Builds a small data set and edits its values to extremes, with right hashes.
# Usage: Tests/System/hostile/run.sh EDITS|all          (run by `make hostile-test`)
set -euo pipefail
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prep=${PREP:-.build/release/prep}
python=$(scripts/python-environment.sh python/reader/requirements.txt)
cp fixtures/documents/instructions.jsonl "$work/in.jsonl"
gzip -k "$work/in.jsonl"
edits=(--edits "$1")
if [[ $1 == all ]]; then edits=(--all); fi
for input in in.jsonl in.jsonl.gz; do
  rm -rf "$work/set"
  "$prep" build "$work/$input" --output "$work/set" --sequence-length 256 --rows-per-shard 16 \
    --validation 3 --quiet >/dev/null
  "$python" Tests/System/hostile/data-sets.py "$work/set" --prep "$prep" "${edits[@]}"
done
