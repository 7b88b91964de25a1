#!/usr/bin/env bash
# Measures the stages of a build on one core, each beside a yardstick in the same run: ingest with
# its mapping of records, template and masks, and the plan, by itself and as a build does it.
# Usage: Benchmarks/stages/run.sh INPUT.jsonl [ROUNDS]
#
# INPUT is plain JSON Lines. Times of the first three are processor time of one thread, those of the
# last by the clock; all are medians of ROUNDS (5).
set -euo pipefail
cd "$(dirname "$0")/../.."
input=${1:?give a file of JSON Lines}
rounds=${2:-5}
prep=${PREP:-.build/release/prep}
tokenizer="${XDG_CACHE_HOME:-$HOME/.cache}/prep/tokenizer.model"
scratch=.build-bench
PREP_DEVELOPMENT=1 swift build --scratch-path "$scratch" -c release --product StageBenchmark >&2
benchmark=$(PREP_DEVELOPMENT=1 swift build --scratch-path "$scratch" -c release --show-bin-path)/StageBenchmark
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "machine: $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2-), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg); $(date -I)"
echo "prep $("$prep" --version), input $(stat -c %s "$input") bytes, $(wc -l <"$input") lines"
for stage in ingest template plan; do
  echo
  "$benchmark" "$stage" "$input" "$tokenizer" "$rounds"
done

echo
"$prep" build "$input" --output "$work/set" --keep-parts --quiet >/dev/null
for ((round = 0; round < rounds; round++)); do
  "$prep" repack "$work/set" --output "$work/again" --threads 1 --overwrite --quiet >/dev/null
  tr -d '\n ' <"$work/again/run-log.json" >>"$work/logs"
  echo >>"$work/logs"
done
"$prep" stats "$work/set" --json | python3 -c '
import json, statistics, sys
report = json.load(sys.stdin)
logs = [json.loads(line) for line in open(sys.argv[1])]
seconds = statistics.median(log["stage_seconds"]["plan"] for log in logs)
records = report["records_kept"] + sum(
    report["records_rejected"].get(reason, 0) for reason in ("too_long", "duplicate", "cap"))
print(f"plan of a build, parts read and all: {seconds * 1000:.0f} ms for {records} records")
' "$work/logs"
