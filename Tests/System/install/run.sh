#!/usr/bin/env bash
# Tests what `make install` and `make deb` install: files, manual pages, completions in three shells,
# and the package in a bare Debian 12 without a network.
# Usage: Tests/System/install/run.sh          (run by `make install-test`, as root)
set -euo pipefail
cd "$(dirname "$0")/../../.."
here=Tests/System/install
[ "$(id -u)" = 0 ] || { echo "expected to be root, for chroot" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "install-test: $*" >&2; exit 1; }

# Installing twice, and removing, leaves what was there.
target=$work/target
mkdir -p "$target/opt/bin" "$target/opt/share/man"
echo other >"$target/opt/bin/other"
before=$(cd "$target" && find . | sort)
for _ in 1 2; do PREFIX=/opt DESTDIR=$target scripts/install.sh install >/dev/null; done
prefix=$target/opt
[ "$("$prefix/bin/prep" --version)" = "$(scripts/version.sh)" ] || fail "the installed command has another version"
find "$target" -name '*new*' | grep . && fail "a file is left"
cp -a "$target" "$work/kept"
PREFIX=/opt DESTDIR=$target scripts/install.sh uninstall >/dev/null
after=$(cd "$target" && find . | sort)
[ "$before" = "$after" ] || fail "uninstall left or removed: $(diff <(echo "$before") <(echo "$after"))"
! PREFIX=/opt DESTDIR=$target scripts/install.sh uninstall 2>/dev/null || fail "nothing was removed without an error"
! PREFIX=opt scripts/install.sh install 2>/dev/null || fail "a relative prefix was taken"
mv "$work/kept/opt" "$work/opt"
prefix=$work/opt
echo "installed, installed again and removed"

"$here/manual.sh" "$prefix"
for shell in bash zsh fish; do "$here/complete.py" "$shell" "$prefix"; done
"$here/deb.sh"
