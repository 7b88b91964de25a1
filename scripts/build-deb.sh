#!/usr/bin/env bash
# Makes the Debian package with the command, its completions, manual pages and documents:
# .build/deb/prep_VERSION_amd64.deb.
# Usage: scripts/build-deb.sh          (run by `make deb`)
#
# Swift's runtime and what Debian has as static libraries are inside the command; dpkg-shlibdeps
# tells what else it needs. The same sources and Debian give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=.build/deb
version=$(scripts/version.sh)
architecture=$(dpkg --print-architecture)
# Whoever gives the package out says who he is, as for all of Debian's tools.
maintainer="${DEBFULLNAME:-The authors of prep} <${DEBEMAIL:-prep@packages.invalid}>"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/prep
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)
export SOURCE_DATE_EPOCH

scripts/stage-files.sh "$root/usr" vendor-completions
documents=$root/usr/share/doc/prep
gzip -9n "$root"/usr/share/man/man1/*.1
# What changed stands in CHANGELOG.md; Debian's tools read dates and versions here.
gzip -9n >"$documents/changelog.gz" <<TEXT
prep ($version) unstable; urgency=medium

  * What changed is in CHANGELOG.md.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
TEXT

# What the licences of the libraries inside ask of those who pass them on: their own words.
{
  cat <<TEXT
prep is Copyright The authors of prep, under the Apache License, Version 2.0. On Debian systems its
text is in /usr/share/common-licenses/Apache-2.0.

The command holds code of the libraries below, under the licences that follow, and Swift's runtime,
Copyright Apple Inc. and the Swift project authors, under the Apache License, Version 2.0, with its
Runtime Library Exception.
TEXT
  for package in libicu72 libnettle8 libre2-9 libyaml-0-2 libzstd1 zlib1g libxxhash-dev nlohmann-json3-dev; do
    printf '\n==== %s ====\n\n' "$package"
    cat "/usr/share/doc/$package/copyright"
  done
} >"$documents/copyright"

mkdir -p "$work/debian" "$root/DEBIAN" "$root/usr/share/lintian/overrides"
cat >"$root/usr/share/lintian/overrides/prep" <<'TEXT'
# Inside, as in the wheel: one command for every system that has these libraries or other versions.
prep: embedded-library *
TEXT
printf 'Source: prep\n\nPackage: prep\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O prep/usr/bin/prep 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || { echo "build-deb: dpkg-shlibdeps found nothing that the command needs" >&2; exit 1; }
cat >"$root/DEBIAN/control" <<TEXT
Package: prep
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k -s --apparent-size "$root/usr" | cut -f1)
Depends: $depends
Suggests: python3
Section: science
Priority: optional
Description: data preparation for fine-tuning Llama 3
 Turns instruction data in JSON Lines into verified shards of token rows:
 filters by language, renders the chat template, tokenizes exactly as
 Meta's tokenizer does, shuffles and packs, and says what became of every
 record.
TEXT
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
find "$root" -type d -exec chmod 755 {} +
find "$root/DEBIAN" "$documents" "$root/usr/share/lintian" -type f -exec chmod 644 {} +

mkdir -p "$folder"
rm -f "$folder"/*.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$folder/prep_${version}_$architecture.deb" >/dev/null
echo "$folder/prep_${version}_$architecture.deb: $(stat -c %s "$folder"/*.deb) bytes"
