#!/usr/bin/env bash
# Builds a data set of the inputs with the release binary and compares every record that was kept,
# ids and labels, with tiktoken and the stock chat template; accounts for every other line.
# Usage: Tests/System/oracle/run.sh INPUT...          (run by `make oracle FILE=…`)
#
# Environment: SEQUENCE_LENGTH (2048), OVERLONG (drop, or split), TEMPLATE (llama-3.1), TRAIN_ON
# (assistant), REASONING (drop), DATE (none: the template prints its own), PREP (the binary). The Python packages live
# in a virtual environment in the user's cache. Exit code 1 on any difference.
set -euo pipefail
cd "$(dirname "$0")/../../.."
[ $# -gt 0 ] || set -- fixtures/documents
prep=${PREP:-.build/release/prep}
length=${SEQUENCE_LENGTH:-2048}
template=${TEMPLATE:-llama-3.1}
train_on=${TRAIN_ON:-assistant}
overlong=${OVERLONG:-drop}
reasoning=${REASONING:-drop}
date=(${DATE:+--date "$DATE"})
[ -x "$prep" ] || { echo "oracle: no $prep; run \`make build\`" >&2; exit 1; }

python=$(scripts/python-environment.sh Tests/System/oracle/requirements.txt)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$prep" build "$@" --output "$work/set" --sequence-length "$length" --overlong "$overlong" --dedup none \
  --shuffle off --template "$template" --train-on "$train_on" \
  --reasoning "$reasoning" "${date[@]}" --quiet
"$prep" export "$work/set" --format jsonl --unpacked --output "$work/rows.jsonl"
"$python" Tests/System/oracle/compare.py "$work/rows.jsonl" "$@" --rejected "$work/set/rejected" \
  --sequence-length "$length" --overlong "$overlong" --template "$template" \
  --train-on "$train_on" --reasoning "$reasoning" "${date[@]}"
