#!/usr/bin/env bash
# Puts what `make install` and `make deb` install into a folder, as it lies below a prefix: the
# command, its completions, manual pages and documents.
# Usage: scripts/stage-files.sh FOLDER ZSH_FOLDER          (run by the scripts of these targets)
#
# ZSH_FOLDER is where zsh looks for completions, below share/zsh. Needs .build/command/prep.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1 zsh=$2
prep=.build/command/prep

install -D "$prep" "$folder/bin/prep"
complete() { # SHELL FILE
  mkdir -p "$folder/share/$(dirname "$2")"
  # They are read by shells, not run: no first line with an interpreter.
  "$prep" --generate-completion-script "$1" | sed '1{/^#!/d}' >"$folder/share/$2"
}
complete bash bash-completion/completions/prep
complete zsh "zsh/$zsh/_prep"
complete fish fish/vendor_completions.d/prep.fish
python3 Tools/generate-manual.py "$prep" "$folder/share/man/man1"
# As they lie here, so that links between them lead somewhere.
documents=$folder/share/doc/prep
mkdir -p "$documents/docs"
cp README.md CHANGELOG.md "$documents/"
cp -r docs/*.md docs/reference docs/schemas "$documents/docs/"
find "$folder" -type f -exec chmod 644 {} +
chmod 755 "$folder/bin/prep"
