#!/usr/bin/env bash
# Makes libicudata.a with that part of ICU's data which prep reads: the names of
# languages, and which code of a language stands for which other.
# Usage: scripts/icu-data.sh FOLDER          (run by scripts/build-command.sh)
#
# Debian's has 31 MB, of calendars, currencies, collations and converters too. What prep asks of
# characters (scripts, NFC, case folding) is in ICU's code. Tests/System/wheel/names.c compares.
set -euo pipefail
folder=${1:?usage: scripts/icu-data.sh FOLDER}
PATH="$PATH:/usr/sbin"
whole=$(gcc -print-file-name=libicudata.a)
[ "$folder/libicudata.a" -nt "$whole" ] && [ "$folder/libicudata.a" -nt "$0" ] && exit
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

object=$(ar t "$whole")
name=${object%_dat.o}
ar p "$whole" "$object" >"$work/whole.o"
objcopy -O binary --only-section=.rodata "$work/whole.o" "$work/$name.dat"
read='lang/.*|(root|pool|res_index|metadata|supplementalData|likelySubtags|keyTypeData)\.res'
icupkg -l "$work/$name.dat" | grep -vE "^($read)$" >"$work/unread.txt"
icupkg -r "$work/unread.txt" "$work/$name.dat"
# The entry point has no letter of the machine's byte order: icudt72_dat, of icudt72l.dat.
(cd "$work" && genccode --assembly gcc --entrypoint "${name%l}" --name "$name" "$name.dat" >/dev/null)
cc -c "$work"/*.[sS] -o "$work/$object"
mkdir -p "$folder"
rm -f "$folder/libicudata.a"
ar rc "$folder/libicudata.a" "$work/$object"
