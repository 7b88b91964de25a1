"""A report page as a tree, read by Python's own parser: what stands in which element."""

import html.parser
import re

VOID = {"meta", "input", "br", "link", "img", "base", "hr"}


class Element:
    def __init__(self, tag: str, attributes: dict, parent):
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children = []

    def has_class(self, name: str) -> bool:
        return name in (self.attributes.get("class") or "").split()

    def all(self, tag: str | None = None, name: str | None = None):
        """The elements within it of that tag and class, in order."""
        for child in self.children:
            if isinstance(child, str):
                continue
            if (tag is None or child.tag == tag) and (name is None or child.has_class(name)):
                yield child
            yield from child.all(tag, name)

    def first(self, tag: str | None = None, name: str | None = None):
        return next(self.all(tag, name), None)

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def line(self) -> str:
        """The text on one line, as a browser shows it where white space does not count."""
        return re.sub(r"[ \n\t]+", " ", self.text).strip()


class Parser(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.open = Element("document", {}, None)

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs), self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag, attrs):
        self.open.children.append(Element(tag, dict(attrs), self.open))

    def handle_endtag(self, tag):
        assert self.open.tag == tag, f"</{tag}> closes <{self.open.tag}>"
        self.open = self.open.parent

    def handle_data(self, data):
        self.open.children.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"the page has a comment: {data[:40]}")


def parse(text: str) -> Element:
    parser = Parser()
    parser.feed(text)
    parser.close()
    assert parser.open is parser.root, f"<{parser.open.tag}> is not closed"
    return parser.root


def tables(section: Element) -> dict[str, dict[str, list[str]]]:
    """The cells of the section's tables by caption and row; what unfolds from a table counts to it."""
    found = {}
    for table in section.all("table"):
        rows = found.setdefault(table.first("caption").line, {})
        for row in table.first("tbody").all("tr"):
            name = row.first("th").line
            assert name not in rows, f"{name} stands twice"
            rows[name] = [cell.line for cell in row.all("td")]
    return found


# What Sources/PrepCommands/Terminal/VisibleText.swift replaces, told once more.
HIDDEN = re.compile(
    "[\u0080-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\u200b\u2060-\u2065"
    "\u206a-\u206f\u180e\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]")


def visible(text: str, line: bool = False) -> str:
    """The text as the page shows it; on one line where line ends and tabs are shown too."""
    def picture(match):
        code = ord(match[0])
        return "\u2421" if code == 0x7F else chr(0x2400 + code)

    controls = r"[\x00-\x1f\x7f]" if line else r"[\x00-\x08\x0b-\x1f\x7f]"
    text = re.sub(controls, picture, text)
    text = re.sub("[\uef80-\uefff]", lambda m: f"\\x{ord(m[0]) & 0xFF:02X}", text)
    return HIDDEN.sub(lambda m: f"<U+{ord(m[0]):04X}>", text)
