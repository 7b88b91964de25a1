#!/usr/bin/env bash
# House rules that swift-format does not know. Prints each breach; exit 1 if there is one.
# Usage: scripts/check-sources.sh          (run by `make lint`)
set -uo pipefail
cd "$(dirname "$0")/.." || exit
status=0
breach() {
  printf '%s\n' "$1"
  status=1
}

# No Foundation, which is larger than all the rest of the command.
found=$(grep -rnE '^ *(public |package |internal )?import (Foundation|FoundationEssentials)' \
  Sources --include='*.swift')
[ -z "$found" ] || breach "Foundation in Sources:"$'\n'"$found"

# Stages meet in Records and do not import each other.
for stage in Ingest Filters Tokenizer Planner Shards; do
  others=$(printf '%s\n' Ingest Filters Tokenizer Planner Shards Export Inspect Pipeline PrepCommands |
    grep -vx "$stage" | paste -sd'|')
  found=$(grep -nE "^ *(public |package |internal )?import ($others)\$" -r "Sources/$stage")
  [ -z "$found" ] || breach "$stage imports another stage:"$'\n'"$found"
done

# What is made of a finished data set reads shards, knows no terminal, and what it needs of stages.
check_imports() {
  found=$(grep -nE '^ *(public |package |internal )?import [A-Z]' -r "Sources/$1" |
    grep -vE "import ($2)\$")
  [ -z "$found" ] || breach "$1 imports more than it needs:"$'\n'"$found"
}
check_imports Export 'Records|ByteIO|Shards|CPrepSystem|Glibc'
check_imports Inspect 'Records|ByteIO|Shards|Tokenizer|Glibc'

# Names are made, changed and removed in one place, which follows no link. A call of the system's is
# one without a dot before it; methods of those names are our own.
calls='unlink|unlinkat|remove|rmdir|rename|renameat|renameat2|mkdir|mkdirat|symlink|symlinkat|link'
calls+='|linkat|truncate|creat|mkstemp|mkdtemp|tmpfile'
found=$(grep -rnE "(^|[^.A-Za-z0-9_])(Glibc\.)?($calls)\(|O_CREAT|O_TRUNC|FileManager|ofstream|filesystem::" \
  Sources --include='*.swift' --include='*.c' --include='*.cpp' |
  grep -vE '^Sources/(ByteIO/Files/(FilePlace\+Changes|Folder|File)\.swift|Shims/CPrepSystem/CPrepSystem\.c):' |
  grep -vE '^[^:]*:[0-9]+: *//|func ')
[ -z "$found" ] || breach "files made, changed or removed outside ByteIO's FilePlace:"$'\n'"$found"

# No exception leaves a shim in C++: functions that Swift calls are noexcept, by their headers.
for source in Sources/Shims/*/*.cpp; do
  header="$(dirname "$source")/include/$(basename "$source" .cpp).h"
  found=$(grep -vE '^ *(//|#)' "$header" | tr '\n' ' ' | grep -oE '[^;]*\)[^;]*;' |
    grep -v 'NOEXCEPT;')
  [ -z "$found" ] || breach "$header: functions without NOEXCEPT:"$'\n'"$found"
done

# The feeder reads shards and knows no other stage, so that its library stands alone.
found=$(grep -nE '^ *(public |package |internal )?import (Ingest|Filters|Tokenizer|Planner|Export|Inspect|Pipeline|PrepCommands)$' \
  -r Sources/GPUFeeder Sources/GPUFeederABI)
[ -z "$found" ] || breach "the feeder imports more than it needs:"$'\n'"$found"

# What a person reads goes through the filter of the terminal (TerminalText), or it may hold a
# stranger's escape sequences. The feeder's library tells of a long wait in words of its own.
found=$(grep -rnE '(^|[^[:alnum:]_.])(print|debugPrint|dump|puts|fputs|v?f?printf|perror|putchar|fwrite)\(|std::(cout|cerr|clog)|FileHandle\.standard|[(, ]STD(OUT|ERR)_FILENO|\.standardOutput\(|\\u\{1[Bb]\}' \
  Sources --include='*.swift' --include='*.c' --include='*.cpp' --include='*.h' --include='*.inc' |
  grep -vE '^Sources/(PrepCommands/Terminal/|GPUFeederABI/Options\.swift:|Shims/CPrepSystem/Programs\.c:.*add(open|dup2)|ByteIO/.*dup\(STDOUT_FILENO\))')
[ -z "$found" ] || breach "writes around Sources/PrepCommands/Terminal:"$'\n'"$found"

# What the documents name is there; the files of worked examples are not.
while read -r path; do
  case "$path" in */SequenceFormat.swift | */ToyExport.swift) continue ;; esac
  [ -f "Sources/${path#Sources/}" ] || breach "a document names $path, which is not there"
done < <(grep -ohE '\b(Sources/)?(Records|ByteIO|Ingest|Filters|Tokenizer|Planner|Shards|Export|Inspect|GPUFeeder|Pipeline|PrepCommands)(/[A-Za-z+]+)+\.swift' \
  README.md CONTRIBUTING.md docs/*.md | sort -u)

# Hand-written files stay short enough to read.
while read -r lines file; do
  [ "$file" = total ] || [ "$lines" -le 500 ] || breach "$file: $lines lines; find a seam (500)"
done < <(find Sources Tests -name '*.swift' -not -path '*/Generated/*' -exec wc -l {} +)

# One version, with a paragraph of its own in CHANGELOG.md.
found=$(scripts/version.sh 2>&1 >/dev/null) || breach "$found"

# Every unsafe buffer access outside ByteIO argues for itself.
while read -r file; do
  grep -q 'SAFETY:' "$file" || breach "$file: unsafe code without a SAFETY argument"
done < <(grep -rlE 'withUnsafe(Mutable)?(Buffer|Bytes)|Unsafe(Mutable)?(Raw)?(Buffer)?Pointer' \
  Sources --include='*.swift')

exit $status
