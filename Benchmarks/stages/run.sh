#!/usr/bin/env bash
# Measures the stages of a build on one core, each beside a yardstick in the same run: ingest with
# its mapping of records, the language filter, template and masks, and the plan, by itself and as a
# build does it, parts read and all.
# Usage: Benchmarks/stages/run.sh INPUT.jsonl [ROUNDS]
#
# INPUT is plain JSON Lines. Times are processor time of one thread, the medians of ROUNDS (5).
set -euo pipefail
cd "$(dirname "$0")/../.."
input=${1:?give a file of JSON Lines}
rounds=${2:-5}
prep=${PREP:-.build/release/prep}
tokenizer="${XDG_CACHE_HOME:-$HOME/.cache}/prep/tokenizer.model"
scratch=.build-bench
PREP_DEVELOPMENT=1 swift build --scratch-path "$scratch" -c release --product StageBenchmark >&2
benchmark=$(PREP_DEVELOPMENT=1 swift build --scratch-path "$scratch" -c release --show-bin-path)/StageBenchmark
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

echo "machine: $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2-), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg); $(date -I)"
echo "prep $("$prep" --version), input $(stat -c %s "$input") bytes, $(wc -l <"$input") lines"
for stage in ingest language template plan; do
  echo
  "$benchmark" "$stage" "$input" "$tokenizer" "$rounds"
done

echo
"$prep" build "$input" --output "$folder" --keep-parts --overwrite --quiet >/dev/null
parts=$(find "$folder" -type d -name parts)
"$benchmark" parts "$parts" "$tokenizer" "$rounds"
