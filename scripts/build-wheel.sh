#!/usr/bin/env bash
# Builds the wheel of the Python package, with libgpufeeder.so inside, and checks what it needs.
# Usage: scripts/build-wheel.sh          (run by `make python`)
#
# The wheel is .build/python/prep_feeder-VERSION-py3-none-manylinux_*.whl, at most 4 MB.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/build-feeder.sh
python=$(scripts/python-environment.sh python/requirements-build.txt)
folder=.build/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r python LICENSE "$work/"
mv "$work/LICENSE" "$work/python/"
rm -rf "$work/python/tests"
cp .build/feeder/libgpufeeder.so "$work/python/prep_feeder/"
"$python" -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir "$work/plain" "$work/python"
# Gives the tag of the oldest glibc that it runs on; fails where it needs libraries of this machine.
PATH="$(dirname "$python"):$PATH" "$python" -m auditwheel repair --wheel-dir "$work/repaired" "$work/plain/"*.whl \
  >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
wheel=$(ls "$work/repaired/"*.whl)
case $wheel in
  *-py3-none-manylinux_*.whl) ;;
  *) echo "expected a wheel py3-none-manylinux, found $(basename "$wheel")" >&2; exit 1 ;;
esac
# Nothing but the package is inside: no library was grafted in.
if unzip -l "$wheel" | grep -q '\.libs/'; then echo "libraries were added to the wheel" >&2; exit 1; fi
size=$(stat -c %s "$wheel")
[ "$size" -le 4000000 ] || { echo "the wheel has $size bytes, more than 4 MB" >&2; exit 1; }
mkdir -p "$folder"
rm -f "$folder"/*.whl
mv "$wheel" "$folder/"
echo "$folder/$(basename "$wheel"): $size bytes"
