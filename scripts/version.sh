#!/usr/bin/env bash
# Shows the version, which stands in two sources and in CHANGELOG.md, or sets it in the sources.
# Usage: scripts/version.sh [VERSION]          (run by `make version VERSION=…`, and by `make lint`)
#
# Exit status 1 where the places do not agree.
set -euo pipefail
cd "$(dirname "$0")/.."
swift=Sources/Records/ToolVersion.swift
python=python/prep_feeder/__init__.py
if [ $# -gt 0 ]; then
  [[ $1 =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || { echo "version: expected three numbers with dots, found '$1'" >&2; exit 2; }
  sed -i -E "s/(current = \")[^\"]*/\1$1/" "$swift"
  sed -i -E "s/(__version__ = \")[^\"]*/\1$1/" "$python"
fi
in_swift=$(sed -nE 's/.*current = "([^"]*)".*/\1/p' "$swift")
in_python=$(sed -nE 's/^__version__ = "([^"]*)".*/\1/p' "$python")
newest=$(sed -nE 's/^## ([0-9.]+)$/\1/p' CHANGELOG.md | head -1)
echo "$in_swift"
[ "$in_swift" = "$in_python" ] && [ "$in_swift" = "$newest" ] && exit
echo "version: $swift has $in_swift, $python $in_python, and CHANGELOG.md begins with $newest" >&2
exit 1
