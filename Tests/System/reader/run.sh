#!/usr/bin/env bash
# Tests the independent reader, python/reader, with the fixtures, and against `prep export`: the same
# rows of data sets of several shapes.
# Usage: Tests/System/reader/run.sh [FILE]          (run by `make reader-test`)
set -euo pipefail
cd "$(dirname "$0")/../../.."
input=${1:-fixtures/documents}
prep=${PREP:-.build/release/prep}
python=$(scripts/python-environment.sh python/reader/requirements.txt)
"$python" python/reader/test_reader.py
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
while read -r options; do
  rm -rf "$work/set"
  # shellcheck disable=SC2086
  "$prep" build "$input" --output "$work/set" --quiet $options >/dev/null
  "$prep" export "$work/set" --format jsonl --output "$work/rows.jsonl"
  "$python" python/reader/prep_shards.py "$work/set" --compare "$work/rows.jsonl"
done <<'OPTIONS'
--sequence-length 256
--sequence-length 12 --pack concat --validation 5 --rows-per-shard 70
--sequence-length 4096 --overlong truncate --dedup exact --level 19
--sequence-length 160 --overlong split --validation 3
--sequence-length 1000 --pack none --language en --train-on last --rows-per-shard 1
OPTIONS
