#!/usr/bin/env bash
# What `--json` prints must be as docs/schemas says, for data sets and inputs of many kinds.
# Usage: Tests/System/schemas/documents.sh          (run by Tests/System/schemas/run.sh)
#
# Environment: PREP (the binary).
set -euo pipefail
cd "$(dirname "$0")/../../.."
prep=${PREP:-.build/release/prep}
python=$(scripts/python-environment.sh Tests/System/schemas/requirements.txt)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build() { "$prep" build "$@" --quiet >/dev/null; }
build fixtures/documents --output "$work/plain"
build fixtures/documents fixtures/tools/conversations.jsonl --output "$work/languages" --language en \
  --validation 5 --overlong split --sequence-length 128 --dedup exact
echo '{"nothing":1}' >"$work/bad.jsonl"
build "$work/bad.jsonl" --output "$work/empty" 2>/dev/null || [ $? -eq 3 ]  # it keeps nothing
cp -r "$work/plain" "$work/unlogged"
rm "$work/unlogged/run-log.json"
: >"$work/nothing.jsonl"

check() { "$python" Tests/System/schemas/check.py "$@"; }
for set in plain languages empty unlogged; do
  "$prep" stats "$work/$set" --json 2>/dev/null | check stats
  "$prep" stats "$work/$set" --json --batch-size 2 --gradient-accumulation 3 2>/dev/null | check stats
  "$prep" stats "$work/plain" "$work/$set" --json | check stats-comparison
done
for input in fixtures/documents fixtures/formats fixtures/tools/conversations.jsonl \
  "$work/bad.jsonl" "$work/nothing.jsonl"; do
  "$prep" scan "$input" --json | check scan
done
