#!/usr/bin/env bash
# What a person with the wheel does, in a system with Python alone: run by run.sh.
set -euo pipefail
version=$1
cd /
export PIP_NO_INDEX=1 PIP_FIND_LINKS=/wheels PIP_DISABLE_PIP_VERSION_CHECK=1
if dpkg-query -W -f '${Package}\n' | grep -E -- '-dev$|^lib(cld2|simdjson|fasttext|re2|icu|yaml)'; then
  echo "expected a system without these" >&2
  exit 1
fi
expect() {
  local status=$1 text=$2 found=0
  shift 2
  "$@" >/said 2>&1 || found=$?
  grep -qF -- "$text" /said && [ "$found" = "$status" ] && return
  echo "$*: expected status $status and '$text', found status $found and:" >&2
  cat /said >&2
  exit 1
}

python3 -m venv /venv
/venv/bin/pip install --quiet prep-feeder
PATH=/venv/bin:$PATH
expect 0 "$version" prep --version
expect 1 "prep setup" prep build fixtures/documents -o out/documents
expect 0 "the tokenizer is at /root/.cache/prep/tokenizer.model" prep setup
expect 0 "the tokenizer is at /root/.cache/prep/tokenizer.model" prep setup

# Every library is called: CLD2, ICU and RE2 for the language and the list, simdjson, zlib and zstd
# for what is read, libyaml for the options.
printf 'language: en\nreject-patterns: %s\n' /refusals.txt >documents.yaml
printf 'language: [en, de]\nlanguage-policy: translation\n' >languages.yaml
printf 'sequence-length: 512\nkeep-parts: true\n' >formats.yaml
for name in documents languages formats; do
  expect 0 "the data set is done" prep build "fixtures/$name" -o "out/$name" --config "$name.yaml"
  expect 0 "" prep verify "out/$name"
done
printf 'seed: 1\nlanguage: [en\n' >wrong.yaml
expect 2 "not valid YAML" prep build fixtures -o out/wrong --config wrong.yaml
python3 feed.py
