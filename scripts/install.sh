#!/usr/bin/env bash
# Installs the command with its completions, manual pages and documents, or removes what was
# installed: every file that it put there, and every folder that it made and that is empty then.
# Usage: PREFIX=/usr/local DESTDIR= scripts/install.sh install|uninstall
#                                                 (run by `make install` and `make uninstall`)
#
# DESTDIR is put before every path: for who makes packages. What was installed is listed in
# PREFIX/share/doc/prep/installed-files, folders with a slash behind them.
set -euo pipefail
cd "$(dirname "$0")/.."
prefix=${PREFIX:-/usr/local}
[ "${prefix:0:1}" = / ] || { echo "install: PREFIX expects an absolute path, found '$prefix'" >&2; exit 2; }
target=${DESTDIR:-}$prefix
list=share/doc/prep/installed-files

install_files() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  scripts/stage-files.sh "$work" site-functions
  # What an earlier version had and this one has not goes.
  [ ! -f "$target/$list" ] || uninstall_files
  local names
  names=$(cd "$work" && {
    find . -mindepth 1 -type d -printf '%P\n' | while read -r folder; do
      [ -d "$target/$folder" ] || echo "$folder/"
    done
    find . -type f -printf '%P\n'
    echo "$list"
  } | sort)
  printf '%s\n' "$names" >"$work/$list"
  while read -r name; do
    case $name in
      */) install -d "$target/$name" ;;
      *) install -m "$(stat -c %a "$work/$name")" "$work/$name" "$target/$name" ;;
    esac
  done <<<"$names"
  echo "installed $(grep -vc '/$' <<<"$names") files below $target; \`make uninstall\` removes them"
}

uninstall_files() {
  [ -f "$target/$list" ] || { echo "uninstall: $target/$list is not there: nothing was installed" >&2; exit 1; }
  local name names
  # The last first: a folder comes after what is in it.
  names=$(sort -r "$target/$list")
  while read -r name; do
    # A list that someone has changed leads nowhere else.
    case "/$name/" in */../*) continue ;; esac
    case $name in
      */) rmdir "$target/$name" 2>/dev/null || true ;;
      *) rm -f "$target/$name" ;;
    esac
  done <<<"$names"
}

case ${1:-} in
  install) install_files ;;
  uninstall)
    uninstall_files
    echo "removed what was installed below $target"
    ;;
  *)
    echo "usage: install.sh install|uninstall" >&2
    exit 2
    ;;
esac
