#!/usr/bin/env bash
# Builds the API reference of every module into docs/api (not committed).
# Usage: scripts/docs.sh          (run by `make docs`)
set -euo pipefail
cd "$(dirname "$0")/.."
export PREP_DEVELOPMENT=1
out=docs/api
rm -rf "$out"
mkdir -p "$out"
modules=(Records ByteIO Ingest Filters Tokenizer Planner Shards GPUFeeder Pipeline PrepCommands)
for module in "${modules[@]}"; do
  # Nothing is public but the command: what modules show each other is `package`.
  swift package --scratch-path .build-docs --allow-writing-to-directory "$out" \
    generate-documentation --target "$module" --output-path "$out/$module" \
    --symbol-graph-minimum-access-level package --transform-for-static-hosting \
    --hosting-base-path "$module" >/dev/null
  echo "docs: $out/$module/documentation/$(tr '[:upper:]' '[:lower:]' <<<"$module")/index.html"
done
echo "docs: to read them: python3 -m http.server --directory $out, then http://localhost:8000"
