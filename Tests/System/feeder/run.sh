#!/usr/bin/env bash
# Builds libgpufeeder.so and tests it as a C program, a C++ program and Python's ctypes see it, with
# the fake CUDA driver.
# Usage: Tests/System/feeder/run.sh          (run by `make feeder-test`)
set -euo pipefail
cd "$(dirname "$0")/../../.."
scripts/build-feeder.sh
folder=.build/feeder
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.build/release/prep build fixtures/documents --output "$work/set" --sequence-length 256 --quiet >/dev/null

flags=(-O1 -g -Wall -Wextra -Werror -I "$folder" -I Tests/FakeCUDA/include)
link=(-L "$folder" -lgpufeeder -lpthread -ldl "-Wl,-rpath,$PWD/$folder")
cc "${flags[@]}" -shared -fPIC Tests/FakeCUDA/FakeCUDA.c -o "$work/libfakecuda.so" -lpthread
cc "${flags[@]}" Tests/System/feeder/abi-test.c "${link[@]}" -o "$work/abi-test"
"$work/abi-test" "$work/set" "$work/libfakecuda.so"
cc "${flags[@]}" Tests/System/feeder/hostile-options.c "${link[@]}" -lm -o "$work/hostile-options"
"$work/hostile-options" "$work/set" "${OPTION_COUNT:-2000}"
# Behind the first batches nothing is allocated, whatever the columns.
cc "${flags[@]}" -shared -fPIC Benchmarks/feeder/malloc-count.c -o "$work/malloc-count.so"
cc "${flags[@]}" Benchmarks/feeder/consumer.c "${link[@]}" -o "$work/consumer"
for columns in 1 7 63; do
  LD_PRELOAD="$work/malloc-count.so" "$work/consumer" "$work/set" 4000 warm=2000 columns=$columns |
    tee "$work/counted" | grep -q '"allocations":0[,}]' ||
    { echo "columns=$columns: expected no allocation, found $(cat "$work/counted")" >&2; exit 1; }
done
cc "${flags[@]}" examples/c/feed.c "${link[@]}" -o "$work/feed"
# The header is C++ too.
echo '#include "gpufeeder.h"
int main() { gf_options options; gf_options_init(&options); return options.rank_count != 1; }' |
  c++ -x c++ "${flags[@]}" - "${link[@]}" -o "$work/plus"
"$work/plus"

# An epoch in two runs of the example is an epoch: the trained tokens are those of the manifest.
"$work/feed" "$work/set" 3 "$work/state" | tee "$work/said"
trained=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["splits"][0]["trained_tokens"])' "$work/set/manifest.json")
grep -q " $trained trained tokens" "$work/said" || { echo "expected $trained trained tokens" >&2; exit 1; }
"$work/feed" "$work/set" 3 "$work/state" >/dev/null
grep -q '"step":' "$work/state"
# Python loads the same file, and no handler of the library is left in its process.
python3 - "$folder/libgpufeeder.so" <<'PYTHON'
import ctypes, sys
before = [line for line in open("/proc/self/status") if line.startswith("SigCgt")]
library = ctypes.CDLL(sys.argv[1])
library.gf_version.restype = ctypes.c_char_p
after = [line for line in open("/proc/self/status") if line.startswith("SigCgt")]
assert before == after, (before, after)
print("python:", library.gf_version().decode())
PYTHON
