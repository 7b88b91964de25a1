#!/usr/bin/env python3
"""Writes the manual pages, one a command: prep.1, prep-build.1 and so on.

Usage: Tools/generate-manual.py PREP FOLDER [DATE]          (run by `make install` and `make deb`)

PREP is the built command. DATE stands at the foot of each page; without one it is the day of the
last change of the sources, or today where that is not known.
"""
from __future__ import annotations

import datetime
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import command_line
from command_line import Argument, Command, Section


@dataclass
class Fact:
    """A file or a variable, and the commands that it concerns."""

    section: str
    name: str
    text: str
    concerns: Callable[[Command], bool]


def fetches(command: Command) -> bool:
    return command.name == "prep setup"


def runs_python(command: Command) -> bool:
    return command.name in ("prep setup", "prep export")


def tokenizes(command: Command) -> bool:
    return command.has_option("--tokenizer")


def makes_data_set(command: Command) -> bool:
    return command.name in ("prep build", "prep repack")


def reads_data_set(command: Command) -> bool:
    return any(argument.value == "directory" for argument in command.arguments)


#: In the order of the pages. A variable that the sources read stands here (Tests/System/install).
FACTS = [
    Fact("FILES", "~/.cache/prep/tokenizer.model",
         "The tokenizer, where `prep setup` puts it and where it is looked for without "
         "`--tokenizer`.",
         lambda command: tokenizes(command) or fetches(command)),
    Fact("FILES", "DIR/manifest.json",
         "What the data set is made of and how. Written last: where it is, the data set is whole.",
         lambda command: makes_data_set(command) or reads_data_set(command)),
    Fact("FILES", "DIR/shards/", "The rows.",
         lambda command: makes_data_set(command) or reads_data_set(command)),
    Fact("FILES", "DIR/rejected/", "Every record that is not kept, with its place and the reason.",
         makes_data_set),
    Fact("FILES", "DIR/work/",
         "What an interrupted run goes on from; with `--keep-parts` what prep-repack(1) needs.",
         makes_data_set),
    Fact("ENVIRONMENT", "XDG_CACHE_HOME", "The folder of caches; ~/.cache where it is not set.",
         lambda command: tokenizes(command) or fetches(command)),
    Fact("ENVIRONMENT", "HOME", "The folder that ~ stands for.",
         lambda command: tokenizes(command) or fetches(command)),
    Fact("ENVIRONMENT", "NO_COLOR", "No colours, whatever it holds.",
         lambda command: command.has_option("--no-color")),
    Fact("ENVIRONMENT", "CLICOLOR_FORCE",
         "Colours also where the output is no screen, unless it is 0.",
         lambda command: command.has_option("--no-color")),
    Fact("ENVIRONMENT", "TERM", "dumb: no colours, and no line of progress that is rewritten.",
         lambda command: command.has_option("--no-color") or command.has_option("--quiet")),
    Fact("ENVIRONMENT", "PREP_PYTHON", "The Python that is run; python3 where it is not set.",
         runs_python),
    Fact("ENVIRONMENT", "PATH", "Where that Python is looked for.", runs_python),
    Fact("ENVIRONMENT", "PYTHONPATH",
         "Where that Python looks for packages; its entries that are not absolute are passed over.",
         runs_python),
]

SPECIAL = {"\\": "\\e", "-": "\\-", "`": "\\(ga", "'": "\\(aq", "^": "\\(ha", "~": "\\(ti"}


def roff(text: str) -> str:
    """Any text, so that nothing in it is a request."""
    escaped = "".join(SPECIAL.get(letter, letter if letter.isascii() else f"\\[u{ord(letter):04X}]")
                      for letter in text)
    return "\\&" + escaped if escaped.startswith(".") else escaped


def filled(text: str) -> str:
    """A paragraph in lines that are not too long, none of which begins with a request."""
    return "\n".join(roff(line) for line in textwrap.wrap(
        text, 72, break_on_hyphens=False, break_long_words=False)) + "\n"


def tagged(name: str, text: str) -> str:
    return f".TP\n{name}\n{filled(text)}"


def bold(text: str) -> str:
    return f"\\fB{roff(text)}\\fP"


def tag(argument: Argument) -> str:
    value = f"\\fI{roff(argument.value)}\\fP"
    if not argument.names:
        return value
    names = ", ".join(bold(name) for name in argument.names)
    return f"{names} {value}" if argument.takes_value else names


def paragraphs(section: Section) -> str:
    texts = []
    for lines in section.paragraphs:
        if section.is_example(lines):
            # The macros of examples are not known to every reader of manuals.
            texts.append(
                ".nf\n" + "".join(roff(line[2:]) + "\n" for line in lines) + ".fi\n")
        else:
            texts.append(filled(" ".join(lines)))
    return ".PP\n".join(texts)


def options(command: Command) -> str:
    positional = [argument for argument in command.arguments if not argument.names]
    text = ""
    if positional:
        text += ".SH ARGUMENTS\n" + "".join(
            tagged(tag(argument), argument.text) for argument in positional)
    for title, own in command.option_sections():
        heading = ".SH OPTIONS\n" if title == command_line.PLAIN_SECTION else f".SS {roff(title)}\n"
        text += heading + "".join(tagged(tag(option), option.text) for option in own)
    return text


def exit_status(section: Section) -> str:
    text = ".SH EXIT STATUS\n"
    for line in section.paragraphs[0]:
        number, meaning = line.strip().split(None, 1)
        text += tagged(bold(number), meaning)
    return text


def facts(command: Command, section: str) -> str:
    own = [fact for fact in FACTS if fact.section == section and fact.concerns(command)]
    if not own:
        return ""
    return f".SH {section}\n" + "".join(tagged(bold(fact.name), fact.text) for fact in own)


def see_also(command: Command, root: Command) -> str:
    others = root.all() if command is root else [root, *command.subcommands]
    names = [other.page for other in others if other is not command]
    return ".SH SEE ALSO\n" + ",\n".join(f"{bold(name)}(1)" for name in names) + "\n"


def page(command: Command, root: Command, version: str, date: str) -> str:
    text = f'.TH {command.page.upper()} 1 {date} "prep {version}" "Manual of prep"\n'
    # Words are not stretched: with options among them that is hard to read.
    text += f".ad l\n.nh\n.SH NAME\n{roff(command.page)} \\-\n{filled(command.abstract.rstrip('.'))}"
    text += f".SH SYNOPSIS\n{bold(command.name)}"
    text += roff(command.usage.removeprefix(command.name)) + "\n"
    text += f".SH DESCRIPTION\n{filled(command.abstract)}"
    for section in command.sections:
        if not section.title:
            text += ".PP\n" + paragraphs(section)
    if command.subcommands:
        text += ".SH COMMANDS\n" + "".join(
            tagged(f"{bold(below.page)}(1)", below.abstract) for below in command.subcommands)
    text += options(command)
    for section in command.sections:
        if section.title == "EXIT STATUS":
            text += exit_status(section)
        elif section.title:
            text += f".SH {section.title}\n" + paragraphs(section)
    return text + facts(command, "FILES") + facts(command, "ENVIRONMENT") + see_also(command, root)


def last_change() -> str:
    """The day of the last commit, as YYYY-MM-DD."""
    root = Path(__file__).parent.parent
    try:
        said = subprocess.run(["git", "-C", root, "log", "-1", "--format=%cs"], check=True,
                              capture_output=True, text=True)
        return said.stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return datetime.date.today().isoformat()


def main() -> None:
    prep, folder = sys.argv[1], Path(sys.argv[2])
    date = sys.argv[3] if len(sys.argv) > 3 else last_change()
    root = command_line.load(prep)
    version = command_line.version(prep)
    folder.mkdir(parents=True, exist_ok=True)
    for command in root.all():
        (folder / f"{command.page}.1").write_text(
            page(command, root, version, date), encoding="ascii")


main()
