#!/usr/bin/env bash
# Makes a virtual environment in the user's cache, where it is not there yet, and prints its Python.
# Usage: python=$(scripts/python-environment.sh REQUIREMENTS)
set -euo pipefail
requirements=${1:?usage: scripts/python-environment.sh REQUIREMENTS}
cache="${XDG_CACHE_HOME:-$HOME/.cache}/prep"
# Named by what is to be in it, so that a changed list makes another one.
venv="$cache/python-$(sha256sum <"$requirements" | cut -c1-12)"
if [ ! -x "$venv/bin/python" ]; then
  echo "setup: installing $(basename "$requirements") into $venv" >&2
  mkdir -p "$cache"
  rm -rf "$venv.$$"
  python3 -m venv "$venv.$$" >&2
  "$venv.$$/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements" >&2
  # Into place by rename, so that an interrupted installation is never taken for a whole one.
  rm -rf "$venv"
  mv "$venv.$$" "$venv"
fi
echo "$venv/bin/python"
