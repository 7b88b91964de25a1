#!/usr/bin/env bash
# Makes the virtual environment of a trainer stack in the user's cache and prints its Python.
# Usage: python=$(Tests/System/trainers/environment.sh trl-0.12|trl-1.16|deepspeed)
#
# Both stacks share one torch, which an environment of its own holds. Where pip finds a build of torch
# for the processor alone (PIP_FIND_LINKS, PIP_EXTRA_INDEX_URL) it takes that one, 1 GB; else it takes
# the usual one with CUDA's libraries, 6 GB.
# Environment: TRAINER_PYTHON (python3.11).
set -euo pipefail
cd "$(dirname "$0")/../../.."
here=Tests/System/trainers
stack=${1:?expected trl-0.12, trl-1.16 or deepspeed}
interpreter=${TRAINER_PYTHON:-python3.11}
[ -f "$here/$stack.txt" ] || { echo "trainers: no stack $stack" >&2; exit 2; }
torch=$(scripts/python-environment.sh "$here/torch.txt" "$interpreter")
scripts/python-environment.sh "$here/$stack.txt" "$interpreter" "$torch"
