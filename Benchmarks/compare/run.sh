#!/usr/bin/env bash
# Measures what docs/COMPARE.md states, with two versions of TRL and with prep, on the same records.
# Usage: Benchmarks/compare/run.sh [FACT ...]          (bos mask answers packed long special bad-line)
#
# Needs .build/release/prep. DATA: JSON Lines with instruction and response (fixtures/documents).
set -euo pipefail
cd "$(dirname "$0")/../.."
prep=$PWD/.build/release/prep
data=${DATA:-fixtures/documents/instructions.jsonl}
tokenizer=$(Tests/System/trainers/tokenizer.sh)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OMP_NUM_THREADS=1

# A figure of `prep stats --json` of a data set.
figure() { "$prep" stats "$1" --json | python3 -c "import json, sys; print(json.load(sys.stdin)['$2'])"; }
build() { "$prep" build "$@" --overwrite --quiet >/dev/null; }
trained() { echo "$(figure "$1" trained_tokens) of $(figure "$1" tokens) tokens are trained"; }

prep_fact() {
  case $1 in
    bos) echo "a row begins with $("$prep" inspect "$data" --line 1 --ids | grep -c begin_of_text) begin_of_text" ;;
    mask | answers) build "$data" --output "$work/mask" && trained "$work/mask" ;;
    packed) build "$data" --output "$work/packed" --sequence-length 256 && trained "$work/packed" ;;
    long)
      python3 -c 'import json; print(json.dumps({"instruction": "Count.", "response": "one two three " * 200}))' \
        >"$work/long.jsonl"
      build "$work/long.jsonl" --output "$work/long" --sequence-length 256 --overlong truncate
      echo "$(figure "$work/long" tokens) tokens of the record are in a row, $(figure "$work/long" truncated_tokens) are counted as cut off; by default the record is rejected"
      ;;
    special)
      echo '{"instruction": "What ends a turn?", "response": "It is <|eot_id|>, a token."}' \
        >"$work/special.jsonl"
      echo "$("$prep" inspect "$work/special.jsonl" --line 1 --ids | awk '$2 == 128009' | wc -l) ends of turn in a record of a system block and 2 turns; the other is text, and counted"
      ;;
    bad-line)
      # A hundred records, and one that is cut off in their midst.
      python3 - "$data" >"$work/bad.jsonl" <<'PYTHON'
import json, sys
sys.path.insert(0, "Benchmarks/compare")
from sound_records import sound_records
records = sound_records(sys.argv[1])[:50]
print(*(json.dumps(record) for record in records), sep="\n")
print('{"instruction": "cut off here, "res')
print(*(json.dumps(record) for record in records), sep="\n")
PYTHON
      build "$work/bad.jsonl" --output "$work/bad"
      echo "$(figure "$work/bad" records_kept) of $(figure "$work/bad" records_in) lines are kept, 1 is rejected with its place: $("$prep" inspect "$work/bad" --rejected all | head -1 | grep -o ':51 .*malformed_json')"
      ;;
  esac
}

for fact in "${@:-bos mask answers packed long special bad-line}"; do
  for name in $fact; do
    echo "$name"
    for stack in trl-0.12 trl-1.16; do
      python=$(Tests/System/trainers/environment.sh "$stack")
      echo "  $stack: $("$python" Benchmarks/compare/trl_facts.py "$data" "$tokenizer" "$name" 2>/dev/null | tail -1)"
    done
    echo "  prep:     $(prep_fact "$name")"
  done
done
