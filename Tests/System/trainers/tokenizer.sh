#!/usr/bin/env bash
# Puts Llama 3.1's tokenizer.json and chat template into the user's cache and prints the folder.
# Usage: folder=$(Tests/System/trainers/tokenizer.sh)
#
# tokenizer.json is in the folder, the template in oracle/llama3_1.jinja.
set -euo pipefail
cd "$(dirname "$0")/../../.."
cache="${XDG_CACHE_HOME:-$HOME/.cache}/prep"
oracle=$(scripts/python-environment.sh Tests/System/oracle/requirements.txt)
(cd Tests/System/oracle && "$oracle" -c 'import llama; llama.template_text("llama-3.1")') >&2
[ -e "$cache/tokenizer.json" ] ||
  "$oracle" Tests/System/oracle/make_tokenizer_json.py "$cache/tokenizer.json" >&2
echo "$cache"
