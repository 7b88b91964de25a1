#!/usr/bin/env bash
# Tests the manual pages below a prefix: one for each command, without a warning of mandoc or groff,
# that fit 80 columns and have what a page has.
# Usage: Tests/System/install/manual.sh PREFIX          (run by run.sh)
set -euo pipefail
prefix=$1
pages=$prefix/share/man/man1
prep=$prefix/bin/prep
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "manual: $*" >&2; exit 1; }
export LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80

expected=$(cd "$(dirname "$0")/../../../Tools" && python3 -B -c '
import sys, command_line
print("\n".join(sorted(command.page + ".1" for command in command_line.load(sys.argv[1]).all())))' "$prep")
[ "$expected" = "$(ls "$pages" | LC_ALL=C.UTF-8 sort)" ] || fail "expected the pages $expected, found $(ls "$pages")"
count=0
for page in "$pages"/*.1; do
  name=$(basename "$page")
  said=$(mandoc -Tlint "$page" || true)
  [ -z "$said" ] || fail "$said"
  said=$(man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
  [ -z "$said" ] || fail "$name: $said"
  man -l "$page" | col -bx >"$work/text"
  long=$(awk 'length > 80' "$work/text")
  [ -z "$long" ] || fail "$name: longer than 80 columns: $long"
  for section in NAME SYNOPSIS DESCRIPTION OPTIONS 'EXIT STATUS' 'SEE ALSO'; do
    grep -qx "$section" "$work/text" || fail "$name: no section $section"
  done
  count=$((count + 1))
done
# Found by its name, and by what it is about.
[ "$(basename "$(man -M "$prefix/share/man" -w prep-build)")" = prep-build.1 ] || fail "man does not find prep-build"
[[ "$(lexgrog "$pages/prep-verify.1")" = *'prep-verify - Check every byte'* ]] || fail "no whatis of prep-verify"
# Every option of the help is there.
man -l "$pages/prep-build.1" | col -bx >"$work/build"
for option in $("$prep" build --help | grep -oE '^  (-[a-z], )?--[a-z-]+' | grep -oE -- '--[a-z-]+'); do
  grep -qE -- "$option( |\$)" "$work/build" || fail "prep-build.1: no $option"
done
# So is every variable that the sources read; PREP_FAIL_POINT is for tests.
for name in $(grep -rhoE '(variable|environment)\("[A-Z_]+"\)|variable = "[A-Z_]+"' Sources/PrepCommands Sources/Export |
  grep -oE '[A-Z][A-Z_]+' | sort -u); do
  grep -q "fB$name" "$pages"/*.1 || fail "no page names the variable $name"
done
echo "$count manual pages are clean"
