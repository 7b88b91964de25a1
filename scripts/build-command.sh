#!/usr/bin/env bash
# Builds the command for machines that have no Swift and none of Debian's development packages:
# .build/command/prep, with Swift's runtime and what Debian has as static libraries inside.
# Usage: scripts/build-command.sh          (run by `make python`)
#
# What Debian has as shared libraries alone is still looked for: the wheel brings it along.
set -euo pipefail
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
folder=.build/command
libraries=$(dirname "$(gcc -print-file-name=libzstd.a)")

# A folder with the static libraries alone: the linker would prefer shared ones beside them.
mkdir -p "$folder/static"
for name in icuuc nettle re2 yaml z zstd; do
  ln -sf "$libraries/lib$name.a" "$folder/static/"
done
scripts/icu-data.sh "$folder/static"
export PREP_STANDALONE=1
# Named here: what libicuuc needs of ICU's data, and what FoundationEssentials, which the parser of
# arguments brings, needs of its own.
build=("$swift" build -c release --product prep-standalone)
"${build[@]}" -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error \
  -Xlinker "-L$PWD/$folder/static" -Xlinker -licudata \
  -Xlinker -l_FoundationCollections -Xlinker -l_FoundationCShims
strip -o "$folder/prep" "$("${build[@]}" --show-bin-path)/prep-standalone"

needed=$(readelf -d "$folder/prep" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p')
carried='cld2|cld2_full|fasttext|simdjson'
others=$(printf '%s\n' "$needed" |
  grep -vE "^(lib(c|m|stdc\+\+|gcc_s|$carried)|ld-linux.*)\.so" || true)
[ -z "$others" ] || { echo "$folder/prep needs $others" >&2; exit 1; }
echo "$folder/prep: $(stat -c %s "$folder/prep") bytes"
