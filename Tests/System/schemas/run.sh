#!/usr/bin/env bash
# Tests the JSON Schemas in docs/schemas with a validator: what `--json` prints, every line of logs,
# and configuration files that must be judged by the schema as by prep.
# Usage: Tests/System/schemas/run.sh          (run by `make schema-test`)
#
# Environment: PREP (the binary).
set -euo pipefail
cd "$(dirname "$0")/../../.."
python=$(scripts/python-environment.sh Tests/System/schemas/requirements.txt)
prep=$(realpath "${PREP:-.build/release/prep}")
"$python" Tests/System/schemas/logs.py "$prep"
"$python" Tests/System/schemas/configurations.py "$prep"
PREP="$prep" Tests/System/schemas/documents.sh
