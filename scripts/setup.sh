#!/usr/bin/env bash
# Installs what prep needs and is missing: Debian packages, and Meta's Llama-3 tokenizer.
# Usage: scripts/setup.sh [PACKAGE]...     (run by `make run`, `make build` and `make test`)
# PACKAGE: a Debian package that one target alone needs.
#
# The tokenizer comes from a PyPI package, as python/prep_command/tokenizer.py says. It is under the
# Llama Community Licence, so it is fetched here, checked, and kept in the user's cache, never in the
# repository.
set -euo pipefail

packages=(libzstd-dev libxxhash-dev nettle-dev libsimdjson-dev libicu-dev libcld2-dev
  libfasttext-dev libre2-dev libyaml-dev nlohmann-json3-dev zlib1g-dev pkg-config ca-certificates python3 python3-venv)
tokenizer="${XDG_CACHE_HOME:-$HOME/.cache}/prep/tokenizer.model"

say() { printf 'setup: %s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "not root and no sudo: install by hand with: $*"
  fi
}

is_installed() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_packages() {
  local missing=()
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} = 0 ] && return
  say "installing ${missing[*]} with apt-get"
  as_root apt-get update -q >/dev/null || say "apt-get update failed; trying with the lists at hand"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    "${missing[@]}" >/dev/null
}

fetch_tokenizer() {
  # A pip of its own: Debian's is neither always there nor allowed to install.
  if [ ! -f "$tokenizer" ] && ! python3 -m pip --version >/dev/null 2>&1; then
    install_packages python3-pip
  fi
  PYTHONPATH="$(dirname "$0")/../python" python3 -m prep_command.tokenizer
}

command -v swift >/dev/null || fail "Swift 6.3 is needed: see https://www.swift.org/install/linux"
install_packages "${packages[@]}" "$@"
fetch_tokenizer
