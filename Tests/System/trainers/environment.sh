#!/usr/bin/env bash
# Makes the virtual environment of a trainer stack in the user's cache and prints its Python.
# Usage: python=$(Tests/System/trainers/environment.sh trl-0.12|trl-1.16)
#
# Both stacks share one torch, which an environment of its own holds: a path file shows it to them.
# Where pip finds a build of torch for the processor alone (PIP_FIND_LINKS, PIP_EXTRA_INDEX_URL) it
# takes that one, 1 GB; else it takes the usual one with CUDA's libraries, 6 GB.
# Environment: TRAINER_PYTHON (python3.11).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
stack=${1:?expected trl-0.12 or trl-1.16}
interpreter=${TRAINER_PYTHON:-python3.11}
cache="${XDG_CACHE_HOME:-$HOME/.cache}/prep"

# Makes the environment of a list if there is none, with the paths of $2 to see; sets `venv`.
# Named by what is to be in it, so that a changed list makes another one.
make_environment() {
  local list=$1 sees=$2
  venv="$cache/trainers-$(cat "$here/torch.txt" "$list" | sha256sum | cut -c1-12)"
  [ ! -x "$venv/bin/python" ] || return 0
  echo "trainers: installing $(basename "$list") into $venv" >&2
  mkdir -p "$cache"
  rm -rf "$venv.$$"
  "$interpreter" -m venv "$venv.$$" >&2
  local site
  site=$("$venv.$$/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  [ -z "$sees" ] || echo "$sees" >"$site/torch.pth"
  "$venv.$$/bin/python" -m pip install --quiet --disable-pip-version-check -r "$list" >&2
  # Into place by rename, so that an interrupted installation is never taken for a whole one.
  rm -rf "$venv"
  mv "$venv.$$" "$venv"
}

[ -f "$here/$stack.txt" ] || { echo "trainers: no stack $stack" >&2; exit 2; }
make_environment "$here/torch.txt" ""
site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
make_environment "$here/$stack.txt" "$site"
echo "$venv/bin/python"
