#!/usr/bin/env bash
# Fuzzes everything that reads bytes from outside, each target in turn, under the address sanitizer.
# Usage: Fuzz/run.sh SECONDS_EACH [TARGET…]          (run by `make fuzz`)
#
# Inputs that led somewhere new stay in .build-fuzz/corpus; an input that crashes, hangs or takes
# more than 2 GiB is left in .build-fuzz/findings, and the script ends with status 1.
# To see a finding again: .build-fuzz/PrepFuzz TARGET FILE
set -euo pipefail
cd "$(dirname "$0")/.."

seconds="${1:?usage: Fuzz/run.sh SECONDS_EACH [TARGET…]}"
shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(
  shard plan manifest part lines tokenizer fasttext patterns vocabulary statistics repair)

# A backtrace of Swift's would take minutes for each crash; the sanitizer prints one.
export SWIFT_BACKTRACE=enable=no
export PREP_DEVELOPMENT=1
scratch=.build-fuzz
swift build --scratch-path "$scratch" -c release --product PrepFuzz \
  --sanitize address -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld
binary="$scratch/PrepFuzz"
cp "$(swift build --scratch-path "$scratch" -c release --show-bin-path)/PrepFuzz" "$binary"
# Where memory was allocated is asked for when a finding is looked at, not at every allocation.
export ASAN_OPTIONS="malloc_context_size=0:${ASAN_OPTIONS:-}"
# Inputs are written to files: in memory where that is possible.
[ -w /dev/shm ] && export TMPDIR=/dev/shm

# Copies files as seeds of a target, under names of its own making.
seed() {
  local corpus="$scratch/corpus/$1" file
  shift
  mkdir -p "$corpus"
  for file in "$@"; do
    [ -f "$file" ] && cp "$file" "$corpus/seed-$(sha256sum "$file" | cut -c1-16)"
  done
  return 0
}

seed shard fixtures/shards/golden/shards/* fixtures/shards/broken/*.shard fixtures/fuzz/shard/*
seed plan fixtures/shards/golden/plan fixtures/shards/broken/*.plan fixtures/fuzz/plan/*
seed manifest fixtures/shards/golden/manifest.json fixtures/shards/broken/*.json \
  fixtures/fuzz/manifest/*
seed part fixtures/fuzz/part/*
seed lines fixtures/documents/*.jsonl fixtures/fuzz/lines/*
seed tokenizer fixtures/documents/*.jsonl fixtures/fuzz/tokenizer/*
seed fasttext fixtures/fuzz/fasttext/*
seed patterns fixtures/fuzz/patterns/*
seed vocabulary fixtures/fuzz/vocabulary/*
seed statistics fixtures/fuzz/statistics/*
seed repair fixtures/fuzz/repair/*

status=0
for target in "${targets[@]}"; do
  findings="$scratch/findings/$target"
  mkdir -p "$findings" "$scratch/corpus/$target"
  printf '== %s, %s seconds\n' "$target" "$seconds"
  "$binary" "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=8192 \
    -print_final_stats=1 -artifact_prefix="$findings/" "$scratch/corpus/$target" 2>&1 |
    tee "$findings/log" | grep -E 'DONE|SUMMARY|ERROR|stat::(number|peak)|Test unit written' ||
    true
  grep -q '^SUMMARY\|Test unit written' "$findings/log" && status=1
done
exit $status
