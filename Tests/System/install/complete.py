#!/usr/bin/env python3
"""Tests the completions below a prefix in an interactive shell: what a person sees after a TAB.

Usage: Tests/System/install/complete.py bash|zsh|fish PREFIX          (run by run.sh)
"""
from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
import tempfile
import time

#: What is typed before TAB, and what must then be on the screen.
CASES = [
    ("prep bui", ["prep build"]),
    ("prep build --seq", ["--sequence-length"]),
    ("prep build --pack ", ["best-fit", "concat", "none"]),
    ("prep repack --dedup e", ["exact"]),
    ("prep export --format meg", ["megatron"]),
    ("prep bench enc", ["prep bench encode"]),
    ("prep build --config ", ["options.yaml"]),
    ("prep verify --log-format j", ["json"]),
]
#: Completes nothing that is not there.
ABSENT = ("prep build --nosuch", "--nosuch-")
PROMPT = "ready>"
#: Sets it, and does not hold it itself: a shell shows what is typed.
PROMPT_COMMAND = "PS1='rea''dy>'"
LIMIT_SECONDS = 20


def shell(name: str, prefix: str) -> tuple[list[str], dict[str, str], list[str]]:
    """The command, its environment, and what is typed before the cases."""
    environment = {
        "PATH": f"{prefix}/bin:/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C.UTF-8",
        "HOME": os.getcwd(), "XDG_DATA_DIRS": f"{prefix}/share:/usr/share", "COLUMNS": "120",
    }
    if name == "bash":
        return (["bash", "--noprofile", "--norc", "-i"], environment,
                ["source /usr/share/bash-completion/bash_completion",
                 "bind 'set show-all-if-ambiguous on'", PROMPT_COMMAND])
    if name == "zsh":
        return (["zsh", "-f", "-i"], environment,
                [f"fpath=({prefix}/share/zsh/site-functions $fpath)",
                 "autoload -Uz compinit; compinit -u -D", "unsetopt LIST_BEEP AUTO_MENU",
                 "setopt LIST_AMBIGUOUS AUTO_LIST; unsetopt BASH_AUTO_LIST", PROMPT_COMMAND])
    return (["fish", "--private", "-i"], environment,
            [])


class Terminal:
    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.child, self.screen = pty.fork()
        if self.child == 0:
            os.execvpe(command[0], command, environment)
        self.text = ""

    def type(self, text: str) -> None:
        self.text = ""
        os.write(self.screen, text.encode())

    def wait_for(self, *words: str, seconds: float = LIMIT_SECONDS) -> bool:
        """Reads until all words are there; false where they do not come."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if all(word in self.plain for word in words):
                return True
            if select.select([self.screen], [], [], 0.1)[0]:
                try:
                    self.text += os.read(self.screen, 65536).decode(errors="replace")
                except OSError:
                    return False
        return False

    @property
    def plain(self) -> str:
        """What was written, without what moves the cursor and colours."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[()][A-Z0-9]|\x1b[=>]|\x1b\][^\x07]*\x07|[\r\x08\x07]",
                      "", self.text)

    def close(self) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)


def fish(prefix: str) -> None:
    """By fish's own means: what `complete` would offer."""
    import subprocess
    _, environment, _ = shell("fish", prefix)
    for typed, words in CASES:
        said = subprocess.run(["fish", "--private", "-c", f"complete -C '{typed}'"], check=True,
                              capture_output=True, text=True, env=environment).stdout
        for word in words:
            assert word.split()[-1] in said, f"fish: {typed}: expected {word}, found {said}"


def interactive(name: str, prefix: str) -> None:
    command, environment, first = shell(name, prefix)
    for typed, words in [*CASES, (ABSENT[0], [])]:
        terminal = Terminal(command, environment)
        try:
            for line in first:
                terminal.type(line + "\n")
            assert terminal.wait_for(PROMPT), f"{name}: no prompt: {terminal.text!r}"
            terminal.type(typed + "\t")
            if words:
                assert terminal.wait_for(*words), (
                    f"{name}: {typed}: expected {words}, found {terminal.plain!r}")
            else:
                assert not terminal.wait_for(ABSENT[1], seconds=2), f"{name}: {terminal.plain!r}"
        finally:
            terminal.close()


def main() -> None:
    name, prefix = sys.argv[1], os.path.abspath(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for file in ("options.yaml", "data.bin"):
            open(file, "w").close()
        if name == "fish":
            fish(prefix)
        else:
            interactive(name, prefix)
    print(f"{name} completes {len(CASES)} lines")


main()
