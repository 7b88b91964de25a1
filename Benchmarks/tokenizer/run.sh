#!/usr/bin/env bash
# Measures `prep bench encode` beside gigatoken, tiktoken and tokenizers on the same files, in turn.
# Usage: Benchmarks/tokenizer/run.sh [compare.py's options] FILE...
set -euo pipefail
cd "$(dirname "$0")/../.."
python=$(scripts/python-environment.sh Benchmarks/tokenizer/requirements.txt)
vocabulary="${XDG_CACHE_HOME:-$HOME/.cache}/prep/tokenizer.json"
[ -f "$vocabulary" ] || "$python" Tests/System/oracle/make_tokenizer_json.py "$vocabulary"
exec "$python" Benchmarks/tokenizer/compare.py --vocabulary "$vocabulary" "$@"
