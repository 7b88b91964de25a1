#!/usr/bin/env bash
# Makes what a user of the example has: a trainer stack, and the wheel beside it. Prints the Python.
# Usage: python=$(Tests/System/qlora/environment.sh trl-0.12|trl-1.16)
#
# The wheel goes into .build/qlora/package, which PYTHONPATH is to name: the stacks are shared.
set -euo pipefail
cd "$(dirname "$0")/../../.."
python=$(Tests/System/trainers/environment.sh "${1:?expected trl-0.12 or trl-1.16}")
wheel=$(ls .build/python/*.whl)
package=.build/qlora/package
if [ ! "$package" -nt "$wheel" ]; then
  rm -rf "$package"
  "$python" -m pip install --quiet --disable-pip-version-check --root-user-action ignore \
    --no-deps --target "$package" "$wheel" >&2
  touch "$package"
fi
echo "$python"
