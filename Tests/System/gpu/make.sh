#!/usr/bin/env bash
# Makes a folder that checks the feeder on a machine with CUDA 12 or 13 and torch, and no Swift; tries
# all its checks on the fake driver, and runs them where this machine has a device.
# Usage: Tests/System/gpu/make.sh          (run by `make gpu-test`)
#
# Exit status 77 where there is no device: then nothing was found out about one.
# Environment: PYTHON, with numpy and torch for CUDA (python3); BATCHES of the check for corruption.
set -euo pipefail
cd "$(dirname "$0")/../../.."
folder=$PWD/.build/gpu-test
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$folder"
mkdir -p "$folder"
cp .build/python/*.whl Tests/System/gpu/{*.py,run.sh} "$folder/"
grep -oE 'symbol\("cu[A-Za-z0-9_]+' Sources/GPUFeeder/Device/CUDADriver.swift | cut -d'"' -f2 \
  >"$folder/symbols"
# Some 500 rows of 2,048 tokens: the fixtures over and over, with a number that tells them apart.
"$python" - fixtures/documents/instructions.jsonl >"$work/records.jsonl" <<'PYTHON'
import json, sys
for number in range(60):
    for line in open(sys.argv[1], encoding="utf-8", errors="replace"):
        try:
            record = json.loads(line)
            record["instruction"] = f"{number}. {record['instruction']}"
        except (ValueError, TypeError, KeyError):
            continue
        print(json.dumps(record))
PYTHON
.build/release/prep build "$work/records.jsonl" --output "$folder/data" --quiet >/dev/null
# Rows short enough for steps on a processor.
.build/release/prep build "$work/records.jsonl" --output "$folder/short" --sequence-length 256 \
  --quiet >/dev/null
echo "$folder: $(du -sm "$folder" | cut -f1) MiB; on a machine with a device: bash run.sh"

cc -O1 -shared -fPIC -I Tests/FakeCUDA/include Tests/FakeCUDA/FakeCUDA.c \
  -o "$work/libfakecuda.so" -lpthread
numpy=$(scripts/python-environment.sh python/requirements-test.txt)
PYTHON=$numpy bash "$folder/run.sh" --fake "$work/libfakecuda.so" --batches 2000

if "$python" -c 'import torch, sys; sys.exit(not torch.cuda.is_available())' 2>/dev/null; then
  PYTHON=$python bash "$folder/run.sh" --batches "${BATCHES:-100000}"
else
  echo "NOT RUN on a device: $python sees none through torch. Driver symbols, pinning, speed of" \
    "copies, synchronizations, corruption and waits are tried on the fake driver alone." >&2
  exit 77
fi
