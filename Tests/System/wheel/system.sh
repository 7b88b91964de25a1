#!/usr/bin/env bash
# Prints where a bare Debian 12 with Python is, as a tar file in the user's cache.
# Usage: Tests/System/wheel/system.sh          (run by other scripts, as root)
#
# The first run fetches Debian with debootstrap, in two minutes.
set -euo pipefail
cache="${XDG_CACHE_HOME:-$HOME/.cache}/prep"
system=$cache/debian-bookworm-python.tar
if [ ! -f "$system" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' | head -1)
  debootstrap --variant=minbase --include=python3,python3-venv bookworm "$work/new" "$mirror" \
    >"$work/log" 2>&1 || { tail "$work/log" >&2; exit 1; }
  mkdir -p "$cache"
  tar -C "$work/new" --one-file-system -cf "$system.$$" .
  mv "$system.$$" "$system"
fi
echo "$system"
