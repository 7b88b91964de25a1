#!/usr/bin/env bash
# Checks the sources of every language: format, house rules, types, traps. Says all that is wrong.
# Usage: scripts/lint.sh          (run by `make lint`)
#
# swift-format and clang are those of Swift; ruff, mypy and shellcheck are installed from PyPI into
# the user's cache (lint-requirements.txt).
set -uo pipefail
cd "$(dirname "$0")/.." || exit
status=0
check() { "$@" || status=1; }

check swift format lint --strict -r -p Package.swift Sources Tests Fuzz Benchmarks
check scripts/check-sources.sh

# C and C++, as Swift's compiler reads them: its headers say what may be null.
clang=$(dirname "$(readlink -f "$(command -v swift)")")/clang
flags=(-fsyntax-only -Wall -Wextra -Werror -I Sources/Shims/CGPUFeeder/include -I Tests/FakeCUDA/include
  -I Sources/Shims/CICU/include)
while read -r source; do
  compiler=("$clang")
  [ "${source##*.}" = c ] || compiler=("$clang++" -std=c++17)
  folder=$(dirname "$source")
  check "${compiler[@]}" "${flags[@]}" -I "$folder/include" -I "$folder" "$source"
done < <(git ls-files 'Sources/*.c' 'Sources/*.cpp' 'Tests/*.c' 'Benchmarks/*.c' 'examples/*.c')

python=$(scripts/python-environment.sh scripts/lint-requirements.txt) || exit
tools=$(dirname "$python")
check "$tools/ruff" check --quiet --no-cache --output-format concise .
(cd python && "$python" -m mypy --no-error-summary --cache-dir /dev/null) || status=1
git ls-files -z '*.sh' .ci/run | xargs -0 "$tools/shellcheck" --severity warning || status=1

exit $status
