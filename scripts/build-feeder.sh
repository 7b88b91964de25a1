#!/usr/bin/env bash
# Builds libgpufeeder.so with everything but the C and C++ runtime inside, checks that, and puts it
# with its header into .build/feeder.
# Usage: scripts/build-feeder.sh          (run by `make feeder`)
set -euo pipefail
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
folder=.build/feeder
libraries=$(dirname "$(gcc -print-file-name=libzstd.a)")

# A folder with the static libraries alone: the linker would prefer shared ones beside them.
mkdir -p "$folder/static"
ln -sf "$libraries/libzstd.a" "$libraries/libnettle.a" "$folder/static/"
"$swift" build -c release --product gpufeeder -Xswiftc -warnings-as-errors \
  --explicit-target-dependency-import-check error \
  -Xlinker "-L$PWD/$folder/static"
built=$("$swift" build -c release --show-bin-path)/libgpufeeder.so
strip -o "$folder/libgpufeeder.so" "$built"
cp Sources/Shims/CGPUFeeder/include/gpufeeder.h "$folder/"

needed=$(readelf -d "$folder/libgpufeeder.so" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p')
others=$(printf '%s\n' "$needed" | grep -vE '^(libc|libm|libstdc\+\+|libgcc_s|ld-linux.*)\.so' || true)
[ -z "$others" ] || { echo "libgpufeeder.so needs $others" >&2; exit 1; }
shown=$(nm -D --defined-only "$folder/libgpufeeder.so" | awk '{print $3}')
declared=$(grep -oE '^(gf_status|void|const char \*)[ ]?gf_[a-z_]+\(' "$folder/gpufeeder.h" |
  grep -oE 'gf_[a-z_]+\(' | tr -d '(' | sort)
[ "$(printf '%s\n' "$shown" | sort)" = "$declared" ] ||
  { echo "libgpufeeder.so shows other symbols than gpufeeder.h declares:"; diff <(echo "$declared") <(echo "$shown" | sort); exit 1; } >&2
glibc=$(readelf --version-info "$folder/libgpufeeder.so" | grep -oE 'GLIBC_[0-9.]+' | sort -Vu | tail -1)
echo "$folder/libgpufeeder.so: $(stat -c %s "$folder/libgpufeeder.so") bytes, $glibc, $(wc -l <<<"$declared") functions"
