#!/usr/bin/env bash
# Builds the wheel of the Python package, with the command and libgpufeeder.so inside, and checks
# what it needs.
# Usage: scripts/build-wheel.sh          (run by `make python`)
#
# The wheel is .build/python/prep_feeder-VERSION-py3-none-manylinux_*.whl, at most 25 MB.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/build-feeder.sh
scripts/build-command.sh
python=$(scripts/python-environment.sh python/requirements-build.txt)
folder=.build/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$*" >&2; exit 1; }

cp -r python LICENSE "$work/"
mv "$work/LICENSE" "$work/python/"
rm -rf "$work/python/tests"
cp .build/feeder/libgpufeeder.so "$work/python/prep_feeder/"
mkdir -p "$work/python/prep_command/bin" "$work/python/licenses"
cp .build/command/prep "$work/python/prep_command/bin/"
# What the licences ask of those who pass the libraries on: their own words go along.
for package in libcld2-0 libfasttext0 libicu72 libnettle8 libre2-9 libsimdjson14 libyaml-0-2 \
  libzstd1 zlib1g libxxhash-dev nlohmann-json3-dev; do
  cp "/usr/share/doc/$package/copyright" "$work/python/licenses/$package.txt"
done
"$python" -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir "$work/plain" "$work/python"
# Adds the shared libraries that no system need have, and gives the tag of the oldest glibc that it
# runs on.
PATH="$(dirname "$python"):$PATH" "$python" -m auditwheel repair --wheel-dir "$work/repaired" "$work/plain/"*.whl \
  >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
wheel=$(ls "$work/repaired/"*.whl)

newest=2.35
glibc=$(basename "$wheel" | sed -nE 's/.*-py3-none-manylinux_2_([0-9]+)_x86_64(\..*)?\.whl$/2.\1/p')
[ -n "$glibc" ] || fail "expected a wheel py3-none-manylinux, found $(basename "$wheel")"
[ "$(printf '%s\n' "$glibc" "$newest" | sort -V | tail -1)" = "$newest" ] ||
  fail "the wheel needs glibc $glibc, expected $newest at most"
# Nothing is added but the four that Debian has no static libraries of; the feeder needs none.
added=$(unzip -Z1 "$wheel" | sed -nE 's|^prep_feeder\.libs/lib([a-z0-9_]+)-.*|\1|p' | sort | paste -sd' ')
[ "$added" = "cld2 cld2_full fasttext simdjson" ] ||
  fail "expected cld2, cld2_full, fasttext and simdjson to be added to the wheel, found $added"
size=$(stat -c %s "$wheel")
[ "$size" -le 25000000 ] || fail "the wheel has $size bytes, more than 25 MB"
mkdir -p "$folder"
rm -f "$folder"/*.whl
mv "$wheel" "$folder/"
echo "$folder/$(basename "$wheel"): $size bytes"
