"""The command line of `prep` as its parser describes it, for what is generated from that."""
from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

#: The section of options that belong to none.
PLAIN_SECTION = "Options"


@dataclass
class Argument:
    """An option, a flag or a positional argument."""

    kind: str
    #: As they are typed: `-o`, `--output`; none of a positional argument.
    names: list[str]
    value: str
    abstract: str
    section: str
    is_optional: bool
    is_repeating: bool
    choices: list[str]
    default: str | None

    @property
    def takes_value(self) -> bool:
        return self.kind == "option"

    @property
    def text(self) -> str:
        """The help with the values and the default, as the parser shows them."""
        notes = []
        if self.choices:
            notes.append("values: " + ", ".join(self.choices))
        if self.default is not None:
            notes.append("default: " + self.default)
        return " ".join([self.abstract] + (["(" + "; ".join(notes) + ")"] if notes else []))

    @property
    def synopsis(self) -> str:
        """As it stands in a line of usage."""
        text = f"{self.names[-1]} <{self.value}>" if self.takes_value else f"<{self.value}>"
        text += " ..." if self.is_repeating else ""
        return f"[{text}]" if self.is_optional else text


@dataclass
class Section:
    """A part of a command's discussion: its heading, which may be empty, and its paragraphs."""

    title: str
    #: Each a list of lines; those of an example begin with blanks.
    paragraphs: list[list[str]] = field(default_factory=list)

    def is_example(self, paragraph: list[str]) -> bool:
        return all(line.startswith("  ") for line in paragraph)


@dataclass
class Command:
    """A command or subcommand."""

    #: `prep build`.
    name: str
    abstract: str
    sections: list[Section]
    arguments: list[Argument]
    subcommands: list[Command]

    @property
    def page(self) -> str:
        """The name of its manual page: `prep-build`."""
        return self.name.replace(" ", "-")

    @property
    def usage(self) -> str:
        required = [argument for argument in self.arguments
                    if argument.kind == "option" and not argument.is_optional]
        positional = [argument for argument in self.arguments if argument.kind == "positional"]
        words = [self.name]
        if len(self.arguments) > len(required) + len(positional):
            words.append("[<options>]")
        words += [argument.synopsis for argument in positional + required]
        if self.subcommands:
            words.append("<subcommand>")
        return " ".join(words)

    def section(self, title: str) -> Section | None:
        return next((section for section in self.sections if section.title == title), None)

    def option_sections(self) -> Iterator[tuple[str, list[Argument]]]:
        """Titles and options, those that belong together; the plain ones first."""
        options = [argument for argument in self.arguments if argument.names]
        titles = dict.fromkeys([PLAIN_SECTION] + [option.section for option in options])
        for title in titles:
            own = [option for option in options if option.section == title]
            if own:
                yield title, own

    def has_option(self, name: str) -> bool:
        return any(name in argument.names for argument in self.arguments)

    def all(self) -> Iterator[Command]:
        """The command and those below it, as they are listed."""
        yield self
        for command in self.subcommands:
            yield from command.all()


def load(prep: str) -> Command:
    """Asks the binary `prep` for its command line."""
    dump = subprocess.run([prep, "--experimental-dump-help"], check=True, capture_output=True)
    return _command(json.loads(dump.stdout)["command"], [])


def version(prep: str) -> str:
    said = subprocess.run([prep, "--version"], check=True, capture_output=True, text=True)
    return said.stdout.strip()


def _command(description: dict[str, Any], above: list[str]) -> Command:
    path = above + [description["commandName"]]
    # `help` is the parser's own, and what is not shown is for this project alone.
    below = [command for command in description.get("subcommands", [])
             if command["shouldDisplay"] and command["commandName"] != "help"]
    return Command(
        " ".join(path), description["abstract"], _sections(description.get("discussion", "")),
        [_argument(argument) for argument in description["arguments"]
         if argument["shouldDisplay"]],
        [_command(command, path) for command in below])


def _argument(description: dict[str, Any]) -> Argument:
    # Short names first, as is usual.
    names = sorted((("-" if name["kind"] == "short" else "--") + name["name"]
                    for name in description.get("names", [])), key=len)
    return Argument(
        description["kind"], names, description["valueName"], description.get("abstract", ""),
        description.get("sectionTitle", PLAIN_SECTION), description["isOptional"],
        description["isRepeating"], description.get("allValues", []),
        description.get("defaultValue"))


def _sections(discussion: str) -> list[Section]:
    """Splits a discussion at the lines in capitals that begin its sections."""
    sections = [Section("")]
    for paragraph in re.split(r"\n{2,}", discussion):
        lines = paragraph.split("\n")
        if re.fullmatch(r"[A-Z][A-Z ]+", lines[0]):
            sections.append(Section(lines.pop(0)))
        if any(lines):
            sections[-1].paragraphs.append(lines)
    return [section for section in sections if section.paragraphs]
