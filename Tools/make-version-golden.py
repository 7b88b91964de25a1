#!/usr/bin/env python3
"""Writes fixtures/doctor/versions.json: what Python's packaging says of versions and markers.

Usage: Tools/make-version-golden.py [OUTPUT]

Needs packaging (Tests/System/doctor/requirements.txt has it). `prep doctor` compares versions by code
of its own; its tests compare that with this file.
"""
import json
import pathlib
import sys

from packaging.markers import InvalidMarker, Marker
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

VERSIONS = """
    0 1 1.0 1.0.0 1.0.1 1.1 1.10 1.2 1!0.1 2!1.0 2.4.0 2.4.0+cu118 2.4.0+cu121 2.4.0+cpu 2.4.1
    2.13.0 0.20 0.20.3 0.21.0 0.21 0.9.6 4.43 4.43.0 4.43.0.dev0 4.42.4 4.46.3 4.46.3.post1 5.0.0rc1
    5.0.0 1.0a1 1.0.alpha1 1.0b2 1.0rc1 1.0c3 1.0-preview4 1.0.dev3 1.0a1.dev2 1.0.post1 1.0-1
    1.0.post1.dev4 1.0r2 1.0rev3 v1.0 1.0+abc 1.0+abc.1 1.0+1 1.0+1.2 1.0+ubuntu-1 1.0+ubuntu_1
    2024.2.0 20240101.1 1.0.0.0.1 01.02 1.0A1 1.0.POST2 1.0a 1.0.post 1.0.dev
""".split()
BAD_VERSIONS = [
    "", "a", "1.", "1..0", "1.0+", "1.0+a..b", "1.0-", "1.0x", "1.0.*", "1 .0", "+1", "1.0+ä", "1.0a1b1",
]
SPECIFIERS = [
    "", "<4.43", ">=4.43", "<0.21,>=0.20", ">=2.6", ">=0.13,<0.20", "==2.4.0", "==2.4.0+cu118", "==2.4",
    "==2.*", "==2.4.*", "!=2.4.0", "!=2.4.*", "!=2.4.0+cpu", "~=1.0", "~=1.0.0", "~=4.43", "~=2.4.0", ">1.0",
    "<1.0", ">=1.0", "<=1.0", ">1.0.post1", "<1.0.post1", "<1.0rc1", ">1.0a1", ">=1.0.dev0", "<5",
    "<5.0.0rc2", ">1.0.dev3",
    "===1.0", "===2.4.0+CPU", "==1.0-1", "== 1.0", ">= 1.0 , < 2", "==1!0.1", "<2!0", ">=1!0", "~=1.0a1",
    "~=1.0.post1", "!=1.0,!=1.1", "<=2.4.0", ">2.4.0", "<2.4.0", "==1.0.0.0",
]
BAD_SPECIFIERS = [
    "1.0", "=1.0", "=>1.0", "~=1", ">=1.*", "<1.0+abc", "==1.0a1.*", "==1.0+abc.*", "===", ">=", ">=1.0;",
    "==1.0 2",
]
ENVIRONMENT = {
    "os_name": "posix", "sys_platform": "linux", "platform_machine": "x86_64",
    "platform_system": "Linux", "platform_release": "6.1.0", "platform_version": "#1 SMP",
    "platform_python_implementation": "CPython", "implementation_name": "cpython",
    "implementation_version": "3.11.7", "python_version": "3.11", "python_full_version": "3.11.7",
    "extra": "",
}
MARKERS = [
    'python_version < "3.13"', 'python_version >= "3.10"', 'python_version < "3.9"',
    "python_version > '3.2'",
    'python_version == "3.11"', 'python_version != "3.9"', 'python_full_version < "3.11.8"',
    'extra == "dev"', 'extra != "dev"', 'sys_platform == "win32"', 'sys_platform != "win32"',
    'platform_system == "Linux" and platform_machine == "x86_64"',
    'platform_system == "Linux" and platform_machine == "x86_64" and python_version < "3.13"',
    'platform_system == "Darwin" or python_version < "3.12"',
    '(extra == "dev" or python_version < "3.12") and sys_platform == "linux"',
    'extra == "dev" or python_version < "3.12" and sys_platform == "win32"',
    '"linux" in sys_platform', 'sys_platform in "linux darwin"', 'sys_platform not in "win32"',
    '"3.9" <= python_version', 'implementation_name == "cpython"',
    'platform_python_implementation != "PyPy"',
    'python_version in "3.10 3.11"', 'os_name == "posix"', '((python_version < "4"))',
    "python_version~='3.8'",
]
BAD_MARKERS = [
    "", "python_version", "python_version <", '(python_version < "3"', 'python_version < "3', "and",
    'python_version < "3" python_version', "a b c",
]


def fails(kind, error, texts):
    for text in texts:
        try:
            kind(text)
        except error:
            continue
        sys.exit(f"packaging takes {text!r}")
    return texts


def main():
    root = pathlib.Path(__file__).parents[1]
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else root / "fixtures/doctor/versions.json"
    golden = {
        "versions": VERSIONS,
        "bad_versions": fails(Version, InvalidVersion, BAD_VERSIONS),
        # For each version how many of the others are below it.
        "below": [sum(Version(other) < Version(text) for other in VERSIONS) for text in VERSIONS],
        "specifiers": SPECIFIERS,
        "bad_specifiers": fails(SpecifierSet, InvalidSpecifier, BAD_SPECIFIERS),
        # A line for each specifier, a letter for each version: y or n.
        "met": [
            "".join("ny"[SpecifierSet(text).contains(version, prereleases=True)] for version in VERSIONS)
            for text in SPECIFIERS],
        "environment": ENVIRONMENT,
        "markers": {text: Marker(text).evaluate(ENVIRONMENT) for text in MARKERS},
        "bad_markers": fails(Marker, InvalidMarker, BAD_MARKERS),
    }
    output.parent.mkdir(exist_ok=True)
    output.write_text(json.dumps(golden, indent=1) + "\n")


main()
