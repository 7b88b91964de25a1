#!/usr/bin/env bash
# Tests the wheel that scripts/build-wheel.sh built, with numpy and pytest and nothing else, on each
# Python it is told: names or paths, or `all` for every CPython from 3.10 on that it finds.
# Usage: Tests/System/python/run.sh [PYTHON...]          (run by `make python-test`; default: python3)
set -euo pipefail
cd "$(dirname "$0")/../../.."
wheel=$(ls "$PWD"/.build/python/*.whl)
is_recent='import sys; sys.exit(sys.version_info < (3, 10) or sys.implementation.name != "cpython")'

found() {
  local name
  for name in python3.{10..15} python3; do command -v "$name" || true; done
  if command -v pyenv >/dev/null; then ls "$(pyenv root)"/versions/*/bin/python3 2>/dev/null; fi
}
# One interpreter a version; shims that stand for none do not start.
distinct() {
  local path version
  declare -A seen
  while read -r path; do
    "$path" -c "$is_recent" 2>/dev/null || continue
    version=$("$path" -c 'import platform; print(platform.python_version())')
    [ -n "${seen[$version]:-}" ] || echo "$path"
    seen[$version]=1
  done
}

pythons=("$@")
[ $# -gt 0 ] || pythons=(python3)
[ "${pythons[*]}" != all ] || mapfile -t pythons < <(found | distinct)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc -O1 -shared -fPIC -I Tests/FakeCUDA/include Tests/FakeCUDA/FakeCUDA.c -o "$work/libfakecuda.so" -lpthread
export FAKECUDA="$work/libfakecuda.so" PREP="${PREP:-$PWD/.build/release/prep}"
unset PREP_FEEDER_LIBRARY
for python in "${pythons[@]}"; do
  "$python" -c "$is_recent" || { echo "$python: expected CPython from 3.10 on" >&2; exit 1; }
  version=$("$python" -c 'import platform; print(platform.python_version())')
  # The wheel goes beside the environment, anew each time.
  python=$(scripts/python-environment.sh python/requirements-test.txt "$python")
  rm -rf "$work/site"
  "$python" -m pip install --quiet --disable-pip-version-check --no-deps \
    --target "$work/site" "$wheel"
  echo "Python $version, numpy $("$python" -c 'import numpy; print(numpy.__version__)'):"
  PYTHONPATH="$work/site" "$python" -m pytest -q -p no:cacheprovider \
    --rootdir python --ignore python/tests/trainers python/tests
done
