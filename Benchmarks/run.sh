#!/usr/bin/env bash
# Runs the benchmarks on a file of JSON Lines: the documents of fixtures/ many times over where
# none is given, which says little about real text.
# Usage: Benchmarks/run.sh [INPUT.jsonl]          (run by `make bench FILE=…`)
set -euo pipefail
cd "$(dirname "$0")/.."
input=${1:-}
if [ -z "$input" ]; then
  input=$(mktemp --suffix=.jsonl)
  trap 'rm -f "$input"' EXIT
  for ((copy = 0; copy < 1000; copy++)); do cat fixtures/documents/*.jsonl; done >"$input"
fi
Benchmarks/main-job/run.sh "$input"
