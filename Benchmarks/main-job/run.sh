#!/usr/bin/env bash
# Measures the main job: the whole of it at several thread counts, its stages, and beside it, in
# the same run, the usual Python stack on the first records of the same input.
# Usage: Benchmarks/main-job/run.sh INPUT.jsonl [INCUMBENT_RECORDS]
#
# INPUT is plain JSON Lines with `instruction` and `response`. The second argument is how many
# records the Python stack is given (2000; 0 leaves it out). Runs take turns, medians are printed.
set -euo pipefail
cd "$(dirname "$0")/../.."
input=${1:?give a file of JSON Lines}
incumbent_records=${2:-2000}
prep=${PREP:-.build/release/prep}
rounds=${ROUNDS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "machine: $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2-), $(nproc) cores; $(date -I)"
echo "prep $("$prep" --version), input $(stat -c %s "$input") bytes, $(wc -l <"$input") lines"

# One build; prints its run log.
build() {
  "$prep" build "$input" --output "$work/set" --overwrite --quiet "$@" >/dev/null
  tr -d '\n ' <"$work/set/run-log.json"
  echo
}

for ((round = 0; round < rounds; round++)); do
  build --language en --threads 1 >>"$work/one"
  build --language en --threads 2 >>"$work/two"
  build --threads 1 >>"$work/nolanguage"
done
bytes=$(stat -c %s "$input")
tokens=$("$prep" stats "$work/set" --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["tokens"])')
python3 - "$work" "$bytes" "$tokens" <<'PYTHON'
import json, statistics, sys
work, size, tokens = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
print(f"{'build':36} {'MB/s':>7} {'seconds':>8} {'encode':>7} {'plan':>6} {'assemble':>8} {'publish':>7} {'CPU s':>6} {'peak MB':>8}")
for name, label in [("one", "--language en, one thread"), ("two", "--language en, two threads"), ("nolanguage", "no language filter, one thread")]:
    logs = [json.loads(line) for line in open(f"{work}/{name}")]
    median = lambda of: statistics.median(of(log) for log in logs)
    stages = [median(lambda log: log["stage_seconds"][stage]) for stage in ("encode", "plan", "assemble", "publish")]
    seconds = median(lambda log: log["seconds"])
    print(f"{label:36} {size / seconds / 1e6:7.1f} {seconds:8.2f} {stages[0]:7.2f} {stages[1]:6.3f} {stages[2]:8.2f} {stages[3]:7.2f}"
          f" {median(lambda log: log['processor_seconds']):6.2f} {max(log['peak_rss_bytes'] for log in logs) / 1e6:8.1f}")
PYTHON

[ "$incumbent_records" = 0 ] && exit 0
python=$(scripts/python-environment.sh Benchmarks/main-job/requirements.txt)
head -n "$incumbent_records" "$input" >"$work/head.jsonl"
(cd Tests/System/oracle && "$python" make_tokenizer_json.py "$work/tokenizer.json" >&2 &&
  "$python" -c 'import llama; print(llama.template_text("llama-3.1"), end="")' >"$work/template.jinja")
for ((round = 0; round < 3; round++)); do
  "$python" Benchmarks/main-job/incumbent.py "$work/tokenizer.json" "$work/template.jinja" \
    "$work/head.jsonl" "$work/arrow-$round" "$(nproc)" >>"$work/incumbent" 2>"$work/errors" ||
    { cat "$work/errors" >&2; exit 1; }
  "$prep" build "$work/head.jsonl" --output "$work/head-set" --overwrite --quiet --language en \
    --pack none >/dev/null
  tr -d '\n ' <"$work/head-set/run-log.json" >>"$work/own"
  echo >>"$work/own"
done
python3 - "$work" <<'PYTHON'
import json, os, statistics, sys
work = sys.argv[1]
size = os.path.getsize(f"{work}/head.jsonl")
read = lambda name: [json.loads(line) for line in open(f"{work}/{name}")]
theirs, own = read("incumbent"), read("own")
ratio = statistics.median(a["seconds"] / b["seconds"] for a, b in zip(theirs, own))
their_seconds = statistics.median(log["seconds"] for log in theirs)
own_seconds = statistics.median(log["seconds"] for log in own)
print(f"\nfirst {theirs[0]['records']} records, {size / 1e6:.1f} MB, all cores:")
print(f"  datasets + langdetect + transformers: {their_seconds:.1f} s, {size / their_seconds / 1e6:.2f} MB/s, {theirs[0]['kept']} kept, {theirs[0]['tokens']} tokens")
print(f"  prep: {own_seconds:.3f} s, {size / own_seconds / 1e6:.1f} MB/s; ratio {ratio:.0f}")
PYTHON
