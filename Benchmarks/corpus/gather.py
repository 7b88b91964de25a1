#!/usr/bin/env python3
"""Gathers text to measure the tokenizer on: English, seven other scripts and kinds, and hard pieces.

Usage: python3 Benchmarks/corpus/gather.py OUTPUT [--records FILE.jsonl[.zst]]...
                                           [--sentences FILE.jsonl[.zst]]... [--english-mb 310]

The text is what Debian packages carry (manuals, translations, dictionaries, sources), fetched by
`apt-get download` and unpacked, never installed; and what is given: records with an `instruction`
and a `response`, and sentences with a `text` and its `lang`. Lines are kept once each. Where less
than 10 MB are found, the lines found are repeated in random order up to that, and the table that is
printed says so. The hard pieces are made by a seeded generator. Nothing here is ever committed.
"""

import argparse
import gzip
import html
import io
import json
import os
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile
import zipfile

# For each kind: the letters by which its lines are known, the Debian packages, and what of them:
# a pattern that paths must have.
HAN = r"\u4e00-\u9fff"
SCRIPTS = {
    "chinese": HAN, "japanese": r"\u3040-\u30ff" + HAN, "russian": r"\u0400-\u04ff",
    "hindi": r"\u0900-\u097f", "arabic": r"\u0600-\u06ff", "thai": r"\u0e00-\u0e7f",
}
LANGUAGES = {
    "chinese": ["zh"], "japanese": ["ja"], "russian": ["ru"], "hindi": ["hi"], "arabic": ["ar"],
    "thai": ["th"], "english": ["en"],
}
# Packages with translations into many languages; the path tells which.
TRANSLATED = [
    "debian-handbook", "installation-guide-amd64", "calibre", "gcompris-qt-data", "iso-codes",
    "wesnoth-1.16-data", "stellarium-data", "gimp-data", "vlc-l10n", "kicad-libraries",
    "darktable", "inkscape", "gnome-user-docs", "digikam-data", "krita-l10n", "apt", "dpkg",
    "tuxpaint-data", "supertuxkart-data", "pidgin-data", "evolution-common", "nautilus-data",
    "gnucash-common", "libgtk-3-common", "libgtk-4-common", "warzone2100-data",
]
PACKAGES = {
    "english": [
        "bible-kjv-text", "dict-gcide", "wordnet-base", "gimp-help-en", "libreoffice-help-en-us",
        "debian-reference-en", "aptitude-doc-en", "linux-doc-6.1", "git-doc", "python3-doc",
        "python3.11-doc", "perl-doc", "postgresql-doc-15", "manpages", "manpages-dev",
        "openjdk-17-doc", "libboost1.81-doc", "gcc-doc", "gcc-12-doc", "bash-doc", "samba-doc",
        "r-doc-html", "maxima-doc", "octave-doc", "php-doc", "qtbase5-doc-html", "gnuplot-doc",
    ],
    "chinese": [
        "libreoffice-help-zh-cn", "libreoffice-help-zh-tw", "manpages-zh", "fortunes-zh",
        "libreoffice-l10n-zh-cn", "libreoffice-l10n-zh-tw", "debian-reference-zh-cn",
        "debian-reference-zh-tw", "firefox-esr-l10n-zh-cn", "firefox-esr-l10n-zh-tw",
        "thunderbird-l10n-zh-cn",
    ],
    "japanese": [
        "libreoffice-help-ja", "gimp-help-ja", "manpages-ja", "manpages-ja-dev",
        "libreoffice-l10n-ja", "debian-reference-ja", "aptitude-doc-ja", "developers-reference-ja",
        "firefox-esr-l10n-ja", "thunderbird-l10n-ja",
    ],
    "russian": [
        "libreoffice-help-ru", "gimp-help-ru", "manpages-ru", "aptitude-doc-ru", "fortunes-ru",
        "libreoffice-l10n-ru", "firefox-esr-l10n-ru", "thunderbird-l10n-ru",
    ],
    "hindi": ["libreoffice-help-hi", "libreoffice-l10n-hi", "firefox-esr-l10n-hi-in"],
    "arabic": ["libreoffice-l10n-ar", "firefox-esr-l10n-ar", "thunderbird-l10n-ar"],
    "thai": ["libreoffice-l10n-th", "firefox-esr-l10n-th", "thunderbird-l10n-th"],
    "code": ["golang-1.19-src", "linux-headers-6.1.0-9-common", "python3-django", "node-typescript",
             "libboost1.81-dev", "python3-sympy", "openjdk-17-source"],
}
CODE = (".go", ".c", ".h", ".hpp", ".py", ".js", ".ts", ".java")
LEAST = 10_000_000
MOST = 100_000_000


def packages(names: list[str], folder: pathlib.Path):
    """Downloads and unpacks packages one by one; those that are not to be had are named and left out."""
    for name in names:
        place = folder / name
        place.mkdir(exist_ok=True)
        command = ["apt-get", "download", "-qq", name]
        done = subprocess.run(command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = list(place.glob("*.deb"))
        if done.returncode or not found:
            print(f"  {name}: not to be had, left out", file=sys.stderr)
            continue
        subprocess.run(["dpkg-deb", "-x", found[0], place / "x"], check=True)
        found[0].unlink()
        yield place / "x"
        subprocess.run(["rm", "-rf", place], check=True)


def messages(data: bytes) -> str:
    """The translations in a compiled message catalogue (gettext's .mo)."""
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    count, _, table = struct.unpack(order + "3I", data[8:20])
    texts = []
    for index in range(count):
        length, offset = struct.unpack_from(order + "2I", data, table + 8 * index)
        texts.append(data[offset : offset + length].replace(b"\0", b"\n"))
    return b"\n".join(texts).decode("utf-8", "ignore")


TAGS = re.compile(r"(?is)<(script|style).*?</\1>|<[^>]*>")
ROFF = re.compile(r"\\f[A-Z]|^\.[A-Z]+ ?|\\-|\\&", re.M)


def text_of(name: str, data: bytes) -> str:
    """The text in a file, by its name; nothing for what is no text."""
    lower = name.lower()
    if lower.endswith((".gz", ".dz")):
        try:
            return text_of(name[:-3], gzip.decompress(data))
        except (OSError, EOFError):
            return ""
    if lower.endswith((".xpi", ".zip", ".jar")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(text_of(n, archive.read(n)) for n in archive.namelist())
    if lower.endswith((".mo", ".gmo")) and data[:4] in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde"):
        return messages(data)
    if lower.endswith((".png", ".jpg", ".svg", ".pdf", ".ttf", ".ogg", ".webm", ".so", ".epub")):
        return ""
    if b"\0" in data[:4096]:
        return ""
    text = data.decode("utf-8", "ignore")
    if lower.endswith((".html", ".xhtml", ".htm", ".xml", ".page", ".docbook")):
        return html.unescape(TAGS.sub("", text))
    if re.search(r"\.[1-9][a-z]*$", lower):
        return ROFF.sub("", text)
    return text


def files(folder: pathlib.Path, wanted):
    for directory, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(directory, name)
            if os.path.islink(path) or not wanted(path):
                continue
            with open(path, "rb") as file:
                yield name, file.read()


class Text:
    """The lines of one kind, each once, up to a limit."""

    def __init__(self, kind: str, limit: int):
        self.kind = kind
        self.limit = limit
        self.seen: set[int] = set()
        self.parts: list[str] = []
        self.size = 0
        script = SCRIPTS.get(kind)
        self.letters = re.compile(f"[{script}]") if script else None

    def add(self, text: str) -> None:
        for line in text.split("\n"):
            line = line.rstrip()
            if self.size >= self.limit or not line:
                continue
            if self.letters is not None and 3 * len(self.letters.findall(line)) < len(line):
                continue
            if self.kind == "english" and len(line.encode()) > 1.1 * len(line):
                continue
            if len(line) > 8 or self.kind == "code":
                key = hash(line)
                if key in self.seen and self.kind != "code":
                    continue
                self.seen.add(key)
            self.parts.append(line)
            self.size += len(line.encode()) + 1

    @property
    def is_full(self) -> bool:
        return self.size >= self.limit


def json_lines(paths: list[str]):
    for path in paths:
        if path.endswith(".zst"):
            lines = subprocess.Popen(["zstd", "-dcq", path], stdout=subprocess.PIPE).stdout
        else:
            lines = open(path, "rb")
        for line in lines:
            yield json.loads(line)


def is_of(kind: str):
    """Whether a path is of the language of `kind`."""
    codes = "|".join(code + r"(?:[-_][A-Za-z]+)?(?:\.UTF-8)?" for code in LANGUAGES[kind])
    pattern = re.compile(rf"/(?:{codes})/|[-_.](?:{codes})\.(?:html|xml|po|page|txt|json)")
    return lambda path: pattern.search(path) is not None


def hard_pieces(output: pathlib.Path) -> None:
    """Texts of one piece of a megabyte, or nearly so, that tokenizers are known to be slow on."""
    generator = random.Random(5)
    size = 1_000_000

    def choices(characters: str, count: int) -> str:
        return "".join(generator.choices(characters, k=count))

    lower = "abcdefghijklmnopqrstuvwxyz"
    pieces = {
        "a": "a" * size, "spaces": " " * size, "newlines": "\n" * size, "equals": "=" * size,
        "digits": choices("0123456789", size), "letters": choices(lower, size),
        "both-cases": choices(lower + lower.upper(), size), "white": choices(" \t\n", size),
        "symbols": choices("!\"#$%&()*+,-./:;<=>?@[]^_{|}~", size), "abab": "ab" * (size // 2),
        "accents": "a\u0301" * (size // 3), "apostrophes": "'" * size, "emoji": "😀" * (size // 4),
        "han": choices("".join(map(chr, range(0x4E00, 0xA000))), size // 3),
        "hangul": choices("".join(map(chr, range(0xAC00, 0xD7A4))), size // 3),
        "cyrillic": choices("".join(map(chr, range(0x430, 0x450))), size // 2),
    }
    folder = output / "hard"
    folder.mkdir(exist_ok=True)
    for name, text in pieces.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")


def write(output: pathlib.Path, text: Text) -> None:
    found = text.size
    if 0 < found < LEAST:
        generator = random.Random(7)
        lines = list(text.parts)
        while text.size < LEAST:
            generator.shuffle(lines)
            for line in lines:
                text.parts.append(line)
                text.size += len(line.encode()) + 1
    data = ("\n".join(text.parts) + "\n").encode()
    (output / f"{text.kind}.txt").write_bytes(data)
    note = f", of {found / 1e6:.1f} MB found" if len(data) > found + 1 else ""
    print(f"{text.kind}.txt: {len(data) / 1e6:.1f} MB{note}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--records", action="append", default=[], help="JSON Lines of instructions")
    parser.add_argument("--sentences", action="append", default=[], help="JSON Lines of sentences")
    parser.add_argument("--english-mb", type=int, default=310)
    parser.add_argument("--only", nargs="*", help="the kinds to gather")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    hard_pieces(options.output)

    kinds = options.only or list(PACKAGES)
    texts = {k: Text(k, options.english_mb * 10**6 if k == "english" else MOST) for k in kinds}
    for record in json_lines(options.records):
        text = f"{record['instruction']}\n{record['response']}"
        for kind in kinds:
            if kind != "code":
                texts[kind].add(text)
    for sentence in json_lines(options.sentences):
        for kind, codes in LANGUAGES.items():
            if sentence["lang"] in codes and kind in texts:
                texts[kind].add(sentence["text"])
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for kind in kinds:
            for place in packages(PACKAGES[kind], folder):
                if texts[kind].is_full:
                    break
                wanted = (lambda path: path.endswith(CODE)) if kind == "code" else (lambda path: True)
                for name, data in files(place, wanted):
                    texts[kind].add(text_of(name, data))
        others = [k for k in kinds if k in SCRIPTS]
        for place in packages(TRANSLATED if others else [], folder):
            for kind in others:
                for name, data in files(place, is_of(kind)):
                    texts[kind].add(text_of(name, data))
    for text in texts.values():
        write(options.output, text)


if __name__ == "__main__":
    main()
