#!/usr/bin/env bash
# Tests the Debian package: lintian has nothing to say, the same sources give the same bytes, and in a
# bare Debian 12 without a network it installs, builds what the release binary builds, and goes.
# Usage: Tests/System/install/deb.sh          (run by run.sh, as root)
set -euo pipefail
cd "$(dirname "$0")/../../.."
here=Tests/System/install
prep=$PWD/.build/release/prep
deb=$(ls "$PWD"/.build/deb/*.deb)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "deb: $*" >&2; exit 1; }

said=$(lintian --allow-root --fail-on none "$deb" 2>&1 | grep -vE '^running with root' || true)
[ -z "$said" ] || fail "$said"
dpkg-deb -c "$deb" >"$work/contents"
! grep -vE '^[-d]rw[-x]r-[-x]r-[-x] root/root ' "$work/contents" || fail "owners or modes"
cp "$deb" "$work/first.deb"
scripts/build-deb.sh >/dev/null
cmp "$work/first.deb" "$deb"

system=$(Tests/System/wheel/system.sh)
root=$work/root
mkdir -p "$root"
tar -C "$root" -xf "$system"
mkdir "$root/packages"
cp "$deb" "$root/packages/"
# What the package depends on, and what that needs, beyond what is there.
chroot "$root" dpkg-query -W -f '${Package}\n' | sort -u >"$work/there"
mapfile -t wanted < <(dpkg-deb -f "$deb" Depends | tr ',' '\n' | sed 's/ *(.*//; s/ //g')
apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
  "${wanted[@]}" | grep -oE '^[a-z0-9][a-z0-9.+-]+$' | sort -u | comm -23 - "$work/there" >"$work/needed"
(cd "$root/packages" && xargs apt-get -o APT::Sandbox::User=root download -q <"$work/needed" >/dev/null)
cp -r fixtures/documents "$root/documents"
cp "${XDG_CACHE_HOME:-$HOME/.cache}/prep/tokenizer.model" "$root/tokenizer.model"
cp "$here/inside.sh" "$root/"
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
  unshare --net --pid --fork --mount-proc="$root/proc" chroot "$root" /bin/bash /inside.sh "$("$prep" --version)"

ln -s "$root/documents" "$work/documents"
(cd "$work" && "$prep" build documents --output out --language en --quiet >/dev/null)
diff -r -x run-log.json "$work/out" "$root/out"
echo "the package's command makes the bytes of the release binary"
