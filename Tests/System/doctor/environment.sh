#!/usr/bin/env bash
# Makes an environment that prep doctor is tried on, in the user's cache, and prints its Python.
# Usage: python=$(Tests/System/doctor/environment.sh as-written|before|mended|trl-1.16)
#
# as-written: the list as its users copy it, each package alone (pip install --no-deps), with PyPI's
#             torch 2.4.0 for CUDA (0.8 GB to fetch) and none of CUDA's libraries.
# before:     what that list upgrades from, each package alone, over the trainers' torch.
# mended:     the list with tokenizers and huggingface-hub left to pip, over the trainers' torch.
# trl-1.16:   the trainers' newest stack.
# Environment: TRAINER_PYTHON (python3.11), as for the trainers' environments.
set -euo pipefail
cd "$(dirname "$0")/../../.."
here=Tests/System/doctor
name=${1:?expected as-written, before, mended or trl-1.16}
interpreter=${TRAINER_PYTHON:-python3.11}
torch() { scripts/python-environment.sh Tests/System/trainers/torch.txt "$interpreter"; }
case $name in
  as-written) PIP_NO_DEPS=1 scripts/python-environment.sh "$here/$name.txt" "$interpreter" ;;
  before) PIP_NO_DEPS=1 scripts/python-environment.sh "$here/$name.txt" "$interpreter" "$(torch)" ;;
  mended) scripts/python-environment.sh "$here/$name.txt" "$interpreter" "$(torch)" ;;
  trl-1.16) Tests/System/trainers/environment.sh "$name" ;;
  *) echo "doctor: no environment $name" >&2; exit 2 ;;
esac
