#!/usr/bin/env python3
"""Writes what is generated from the command line into docs: its reference, and the schema of
configuration files.

Usage: Tools/generate-reference.py PREP [FOLDER]          (run by `make reference`)

PREP is the built command; FOLDER is docs unless another is given.
"""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import command_line
from command_line import Argument, Command, Section

HEAD = """\
# Command line

<!-- Written by `make reference` from the help of the commands: change that. -->

Every command has this as its help (`prep build --help`) and, once installed, as a manual page
(`man prep-build`). An option's value follows it, or an equals sign: `--seed 1`, `--seed=1`. Options
of `prep build` may stand in a YAML file: [configuration.md](configuration.md).

"""


def cell(text: str) -> str:
    return text.replace("|", "\\|")


def row(argument: Argument) -> str:
    name = ", ".join(f"`{cell(name)}`" for name in argument.names) or f"`<{cell(argument.value)}>`"
    if argument.takes_value:
        name += f" `<{cell(argument.value)}>`"
    # What looks like HTML in a help is none.
    return f"| {name} | {cell(argument.text).replace('<', '&lt;')} |\n"


def table(heads: tuple[str, str], rows: list[str]) -> str:
    return f"| {heads[0]} | {heads[1]} |\n|---|---|\n" + "".join(rows) + "\n"


def paragraphs(section: Section) -> str:
    text = ""
    for lines in section.paragraphs:
        if section.is_example(lines):
            text += "```text\n" + "".join(line[2:] + "\n" for line in lines) + "```\n\n"
        else:
            text += "\n".join(lines).replace("<", "&lt;") + "\n\n"
    return text


def exit_status(section: Section) -> str:
    rows = [line.strip().split(None, 1) for line in section.paragraphs[0]]
    return "Exit status:\n\n" + table(
        ("status", "when"), [f"| {number} | {meaning} |\n" for number, meaning in rows])


def chapter(command: Command) -> str:
    text = f"## {command.name}\n\n{command.abstract}\n\n```text\n{command.usage}\n```\n\n"
    for section in command.sections:
        if section.title == "EXIT STATUS":
            continue
        text += paragraphs(section)
    positional = [argument for argument in command.arguments if not argument.names]
    if positional:
        text += table(("argument", "what it is"), [row(argument) for argument in positional])
    for title, options in command.option_sections():
        own = [option for option in options
               if not {"--help", "--version"} & set(option.names)]
        if own:
            text += table((title, "what it does"), [row(option) for option in own])
    status = command.section("EXIT STATUS")
    return text + (exit_status(status) if status else "")


def reference(root: Command) -> str:
    commands = list(root.all())
    contents = table(("command", "what it does"), [
        f"| [`{command.name}`](#{command.page}) | {cell(command.abstract)} |\n"
        for command in commands[1:]])
    text = HEAD + contents + "".join(chapter(command) for command in commands)
    return text.rstrip("\n") + "\n"


def main() -> None:
    prep = sys.argv[1]
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "docs")
    (folder / "reference").mkdir(parents=True, exist_ok=True)
    (folder / "schemas").mkdir(parents=True, exist_ok=True)
    (folder / "reference" / "command-line.md").write_text(
        reference(command_line.load(prep)), encoding="utf-8")
    schema = subprocess.run([prep, "config-schema"], check=True, capture_output=True)
    (folder / "schemas" / "prep-yaml.schema.json").write_bytes(schema.stdout)


main()
