#!/usr/bin/env bash
# Makes a virtual environment in the user's cache, where it is not there yet, and prints its Python.
# Usage: python=$(scripts/python-environment.sh REQUIREMENTS [INTERPRETER [BASE]])
#
# INTERPRETER: python3. BASE: the Python of another such environment, whose packages this one sees.
set -euo pipefail
requirements=${1:?usage: scripts/python-environment.sh REQUIREMENTS [INTERPRETER [BASE]]}
interpreter=${2:-python3}
base=${3:-}
cache="${XDG_CACHE_HOME:-$HOME/.cache}/prep"
packages_of() { "$1" -c 'import sysconfig; print(sysconfig.get_path("purelib"))'; }

# Named by what is to be in it, so that a changed list makes another one.
name=$({ cat "$requirements"; [ -z "$base" ] || echo "$base"; } | sha256sum | cut -c1-12)
[ $# -lt 2 ] ||
  name=$("$interpreter" -c 'import platform; print(platform.python_version())')-$name
venv="$cache/python-$name"
if [ ! -x "$venv/bin/python" ]; then
  echo "setup: installing $(basename "$requirements") into $venv" >&2
  mkdir -p "$cache"
  rm -rf "$venv.$$"
  "$interpreter" -m venv "$venv.$$" >&2
  [ -z "$base" ] || packages_of "$base" >"$(packages_of "$venv.$$/bin/python")/base.pth"
  "$venv.$$/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements" >&2
  # Into place by rename, so that an interrupted installation is never taken for a whole one.
  rm -rf "$venv"
  mv "$venv.$$" "$venv"
fi
echo "$venv/bin/python"
