#!/usr/bin/env bash
# Writes report pages of three data sets, opens them in Debian's Chromium, and counts every figure anew.
# Usage: Tests/System/report/run.sh [FILE]          (run by `make report-test`)
#
# FILE: instruction data in JSON Lines, beside that of fixtures/. Environment: PREP (the binary);
# SCREENSHOTS (a folder for pictures of each page at 400, 1000 and 1600 pixels, and as it is printed).
set -euo pipefail
cd "$(dirname "$0")/../../.."
root=$PWD
tests=$root/Tests/System/report
prep=$(realpath "${PREP:-.build/release/prep}")
file=${1:+$(realpath "$1")}
shots=()
if [ -n "${SCREENSHOTS:-}" ]; then
  mkdir -p "$SCREENSHOTS"
  shots=(--screenshots "$(realpath "$SCREENSHOTS")")
fi
python=$(scripts/python-environment.sh "$tests/requirements.txt")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
build() { "$prep" build "$@" --quiet >/dev/null; }

# Two of real records, side by side. What the second has is there twice, so that there are duplicates.
cp "$root"/fixtures/documents/*.jsonl "$root"/fixtures/records/{marked-turns,thoughts,system-prompts}.jsonl .
cp "${file:-instructions.jsonl}" again.jsonl
build ./*.jsonl --output first --language en --dedup exact --validation 12 --sequence-length 256
build again.jsonl --output second
"$prep" report first second --output first.html --sample 30
mapfile -t inputs < <("$python" -c 'import json, sys
print(*[i["path"] for i in json.load(open("first/manifest.json"))["inputs"]], sep="\n")')
"$python" "$tests/recompute.py" first.html first "${inputs[@]}" --prep "$prep" --changes 40 \
  --compared second again.jsonl

# One of records, names and options that do all that a page might obey.
mkdir hostile
cd hostile
"$python" "$tests/hostile.py" '"><svg onload=alert(8)>.jsonl' "$work/texts.json"
build ./*.jsonl --output '<img src=x onerror=alert(7)>' --validation 3 --sequence-length 8192 \
  --system '<script>alert(9)</script>'
"$prep" report '<img src=x onerror=alert(7)>' --output "$work/hostile.html" --sample 100
cd "$work"
"$python" "$tests/browser.py" first.html --hostile hostile.html texts.json "${shots[@]}"
