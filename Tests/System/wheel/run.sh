#!/usr/bin/env bash
# Tests the wheel that scripts/build-wheel.sh built where nothing else is: in a Debian 12 with Python
# alone and without a network, as root in a directory of its own. What it makes there must be what
# the release binary makes here.
# Usage: Tests/System/wheel/run.sh          (run by `make wheel-test`, as root)
set -euo pipefail
cd "$(dirname "$0")/../../.."
here=Tests/System/wheel
wheel=$(ls "$PWD"/.build/python/*.whl)
prep=$PWD/.build/release/prep
[ "$(id -u)" = 0 ] || { echo "expected to be root, for chroot" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# ICU's data in the wheel is a part of Debian's: the shim must say the same with both.
clang=$(dirname "$(readlink -f "$(command -v swift)")")/clang
icu=(-O1 -I Sources/Shims/CICU/include "$here/names.c" Sources/Shims/CICU/CICU.c)
"$clang" "${icu[@]}" -licuuc -o "$work/whole"
"$clang" "${icu[@]}" .build/command/static/libicu{uc,data}.a -lstdc++ -lm -o "$work/part"
cmp <("$work/whole") <("$work/part")
echo "ICU: $("$work/part" | wc -l) answers are those of Debian's whole data"

system=$("$here/system.sh")
root=$work/root
mkdir "$root"
tar -C "$root" -xf "$system"

# What pip needs, from a folder: the Python is Debian 12's.
mkdir "$root/wheels" "$root/fixtures"
python3 -m pip download --quiet --disable-pip-version-check --dest "$root/wheels" \
  --only-binary :all: --python-version 3.11 --no-deps numpy llama-models==0.3.0
cp "$wheel" "$root/wheels/"
cp -r fixtures/{documents,languages,formats} "$root/fixtures/"
gzip "$root/fixtures/formats/lines.jsonl"
cp "$here"/{inside.sh,feed.py,refusals.txt} "$root/"
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
  unshare --net --pid --fork --mount-proc="$root/proc" chroot "$root" /bin/bash /inside.sh "$("$prep" --version)"

# The same builds by the release binary, with the same names of inputs.
sed -i "s|: /refusals|: $root/refusals|" "$root/documents.yaml"
ln -s "$root/fixtures" "$work/fixtures"
for name in documents languages formats; do
  (cd "$work" && "$prep" build "fixtures/$name" --output "out-$name" --config "$root/$name.yaml" --quiet >/dev/null)
  # All but how long it took.
  diff -r -x run-log.json "$work/out-$name" "$root/out/$name"
  "$prep" verify "$root/out/$name" >/dev/null
done
echo "the bytes are those of the release binary"
