#!/usr/bin/env bash
# Measures what parts, shards and their verification cost a token, by processor time.
# Usage: Benchmarks/shards/run.sh INPUT.jsonl [ROUNDS] [LEVEL]
#
# First with the stages alone, on tokens that lie in memory (ShardBench); then `prep verify` on one
# thread, of a data set of the same input. INPUT is plain JSON Lines, and takes some 30 times its
# size of memory for 60 MB. PREP is the binary, SHARD_BENCH one that is built already.
set -euo pipefail
cd "$(dirname "$0")/../.."
input=${1:?give a file of JSON Lines}
rounds=${2:-5}
level=${3:-3}
prep=${PREP:-.build/release/prep}
model=${XDG_CACHE_HOME:-$HOME/.cache}/prep/tokenizer.model
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bench=${SHARD_BENCH:-}
if [ -z "$bench" ]; then
  export PREP_DEVELOPMENT=1
  swift build --scratch-path .build-bench -c release --product ShardBench >&2
  bench=$(swift build --scratch-path .build-bench -c release --show-bin-path)/ShardBench
  unset PREP_DEVELOPMENT
fi

echo "machine: $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2-), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg); $(date -I)"
"$bench" "$input" "$model" "$work/bench" "$rounds" "$level"

"$prep" build "$input" --output "$work/set" --level "$level" --quiet >/dev/null
"$prep" verify "$work/set" --threads 1 >/dev/null
tokens=$(python3 -c '
import json, sys
splits = json.load(open(sys.argv[1] + "/manifest.json"))["splits"]
print(sum(split["tokens"] + split["padding_tokens"] for split in splits))' "$work/set")
echo "prep verify, one thread: $tokens tokens, padding included"
TIMEFORMAT='%U %S'
for ((round = 0; round < rounds; round++)); do
  { time "$prep" verify "$work/set" --threads 1 >/dev/null; } 2>&1 |
    awk -v tokens="$tokens" '{ printf "%.2f s user, %.2f s system: %.0f million tokens a second of user time, %.0f of both\n", $1, $2, tokens / $1 / 1e6, tokens / ($1 + $2) / 1e6 }'
done
