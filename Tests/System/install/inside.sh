#!/usr/bin/env bash
# What a person with the Debian package does, in a bare system: run by deb.sh.
set -euo pipefail
version=$1
cd /
files() { find / -xdev \( -path /proc -o -path /var/log -o -path /var/cache -o -path /var/lib/dpkg -o -path /etc/ld.so.cache -o -path /tmp \) -prune -o -print | sort; }

dpkg -i /packages/lib*.deb >/tmp/log 2>&1 || { cat /tmp/log >&2; exit 1; }
files >/tmp/before
dpkg -i /packages/prep_*.deb >/tmp/log 2>&1 || { cat /tmp/log >&2; exit 1; }
[ "$(prep --version)" = "$version" ]
[ -z "$(dpkg --verify prep)" ]
for file in man/man1/prep-build.1.gz bash-completion/completions/prep zsh/vendor-completions/_prep \
  fish/vendor_completions.d/prep.fish doc/prep/copyright doc/prep/docs/reference/command-line.md; do
  grep -qx "/usr/share/$file" <<<"$(dpkg -L prep)" || { echo "the package lacks $file" >&2; exit 1; }
done
prep build documents --output out --language en --tokenizer /tokenizer.model --quiet >/dev/null
prep verify out >/dev/null
mv out /tmp/out
dpkg --purge prep >/dev/null
files >/tmp/after
diff /tmp/before /tmp/after
mv /tmp/out /out
[ ! -e /usr/bin/prep ]
echo "the package was installed, run and removed"
