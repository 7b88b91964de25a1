#!/usr/bin/env bash
# Exports a data set in every format and compares each row with the jsonl export, reading npy with
# NumPy, megatron with megatron-core, mds with mosaicml-streaming.
# Usage: Tests/System/export/run.sh [FILE]          (run by `make export-test`)
#
# Environment: PREP (the binary); EXPORT_PYTHON (a Python that has requirements.txt already; without
# it they are installed into the user's cache, torch among them).
set -euo pipefail
cd "$(dirname "$0")/../../.."
input=${1:-fixtures/documents}
prep=${PREP:-.build/release/prep}
python=${EXPORT_PYTHON:-$(scripts/python-environment.sh Tests/System/export/requirements.txt)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$prep" build "$input" --output "$work/set" --validation 5 --overlong truncate --quiet >/dev/null
for layout in rows records; do
  flags=()
  [ $layout = rows ] || flags=(--unpacked)
  for split in train validation; do
    "$prep" export "$work/set" --format jsonl "${flags[@]}" --split $split \
      --output "$work/$layout-$split.jsonl"
  done
  for format in npy megatron mds; do
    [ $format$layout != npyrecords ] || continue
    "$prep" export "$work/set" --format $format "${flags[@]}" --output "$work/$layout-$format"
    "$python" Tests/System/export/compare.py $format "$work/$layout-$format" "$work/$layout"
  done
done
