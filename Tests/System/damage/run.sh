#!/usr/bin/env bash
# Builds a small data set of records of many languages, forms and faults, and damages it at random
# places.
# Usage: Tests/System/damage/run.sh FLIPS TRUNCATIONS          (run by `make damage-test`)
set -euo pipefail
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prep=${PREP:-.build/release/prep}
Tools/corpus.py 120 >"$work/data.jsonl"
"$prep" build "$work/data.jsonl" --output "$work/set" --language en,ja,ru,de,ar,hi \
  --max-repeated-lines 30% --max-line 16KiB --sequence-length 256 --rows-per-shard 16 \
  --validation 3 --quiet >/dev/null
python3 Tests/System/damage/damage.py "$work/set" --flips "$1" --truncations "$2" --prep "$prep"
