"""A disk as a crash may leave it: what a program sees, what is safe, and what may or may not be there.

A change of a directory is safe once that directory was synced after it, the bytes of a file once the
file was. At a power cut everything else is open. Two models say how:

- ordered: the changes of all directories reach the disk in the order in which they were made, as a
  journal writes them: a crash leaves a prefix, at least up to the last change that is safe;
- strict: each change that is not safe may be lost alone. POSIX promises no more.

In both, a file that was not synced holds what was safe, what was written, a part of it, zeros in its
place, or old and new sectors mixed.
"""

import os
from dataclasses import dataclass, field

SECTOR = 512

FILE, DIRECTORY, LINK = "file", "directory", "link"


class Gap(Exception):
    """Something was done to files that this test does not understand: it proves nothing until it does."""


@dataclass
class Change:
    """Names that a directory got (a node's number) or lost (None), at once; `number` gives the order.

    Changes of several directories that reach the disk together have one number.
    """

    number: int
    entries: dict
    is_safe: bool = False


@dataclass
class Node:
    kind: str
    # A file's bytes or a link's target, as the program sees them and as they are safe.
    data: bytes = b""
    safe: bytes | None = None
    # A directory's names, as the program sees them; and those of a disk without `open`.
    entries: dict = field(default_factory=dict)
    base: dict = field(default_factory=dict)
    open: list = field(default_factory=list)


@dataclass(frozen=True)
class Leaf:
    """What a tree holds under a path. A node with two names is one file with two names."""

    kind: str
    node: int
    data: bytes = b""


class Disk:
    """The files below one directory, node 0. `apply` takes operations as `trace.py` records them."""

    def __init__(self, path=None):
        self.nodes = {0: Node(DIRECTORY)}
        self.change_count = 0
        self.marks = {}
        if path is not None:
            self._load(path, 0)

    def _load(self, path, number):
        """Takes over what is in a directory of this machine; all of it is safe."""
        for name in sorted(os.listdir(path)):
            child = os.path.join(path, name)
            if os.path.islink(child):
                target = os.fsencode(os.readlink(child))
                node = Node(LINK, target, target)
            elif os.path.isdir(child):
                node = Node(DIRECTORY)
            else:
                with open(child, "rb") as file:
                    data = file.read()
                node = Node(FILE, data, data)
            own = self.add(node)
            self.nodes[number].entries[name] = self.nodes[number].base[name] = own
            if node.kind == DIRECTORY:
                self._load(child, own)

    def add(self, node):
        number = len(self.nodes)
        self.nodes[number] = node
        return number

    # Operations. Each is a tuple: the method's name, then its arguments.

    def apply(self, operation):
        getattr(self, "do_" + operation[0])(*operation[1:])

    def do_make(self, number, kind, data):
        """A new node that has no name yet."""
        assert self.add(Node(kind, data, data if kind == LINK else None)) == number

    def do_change(self, changes, is_atomic):
        """Names of directories: {directory: {name: node or None}}. What is not `is_atomic` may reach the
        disk in one directory and not in the other."""
        self.change_count += 1
        for directory, entries in changes.items():
            if not is_atomic:
                self.change_count += 1
            node = self.nodes[directory]
            node.open.append(Change(self.change_count, dict(entries)))
            _play(node.entries, entries)

    def do_write(self, number, offset, data):
        node = self.nodes[number]
        old = node.data.ljust(offset, b"\0")
        node.data = old[:offset] + data + old[offset + len(data):]

    def do_truncate(self, number, length):
        node = self.nodes[number]
        node.data = node.data[:length].ljust(length, b"\0")

    def do_sync_begin(self, token, number):
        """A sync makes safe what was there when it began."""
        self.marks[token] = (self.change_count, self.nodes[number].data)

    def do_sync_end(self, token, number):
        count, data = self.marks.pop(token)
        node = self.nodes[number]
        if node.kind != DIRECTORY:
            node.safe = data
            return
        safe = {change.number for change in node.open if change.number <= count}
        for other in self.nodes.values():
            for change in other.open:
                change.is_safe = change.is_safe or change.number in safe
            while other.open and other.open[0].is_safe:
                _play(other.base, other.open.pop(0).entries)

    def do_sync_all(self):
        for node in self.nodes.values():
            node.safe = node.data
            node.base, node.open = dict(node.entries), []

    # States.

    def tree(self):
        """What the program sees: {path: Leaf}."""
        return self._tree(lambda node: node.entries, lambda node: node.data)

    def crash(self, rng, mode):
        """A state that a power cut now may leave, drawn by `rng`: {path: Leaf}."""
        is_kept = {"ordered": self._ordered, "strict": self._strict}[mode](rng)

        def names(node):
            entries = dict(node.base)
            for change in node.open:
                if change.is_safe or is_kept(change.number):
                    _play(entries, change.entries)
            return entries

        chosen = {}

        def data(node):
            if id(node) not in chosen:
                chosen[id(node)] = _data_after_crash(node, rng)
            return chosen[id(node)]

        return self._tree(names, data)

    def _ordered(self, rng):
        changes = [change for node in self.nodes.values() for change in node.open]
        start = max((change.number for change in changes if change.is_safe), default=0)
        cut = rng.choice([start] + [change.number for change in changes if change.number > start])
        return lambda number: number <= cut

    def _strict(self, rng):
        numbers = sorted({change.number for node in self.nodes.values() for change in node.open})
        way = rng.randrange(3) if numbers else 0
        if way == 0:
            share = rng.choice((0.1, 0.5, 0.9))
            kept = {number for number in numbers if rng.random() < share}
        elif way == 1:
            # One change lost, or one kept: what depends on the order of two is found so.
            kept = {rng.choice(numbers)}
        else:
            kept = set(numbers) - {rng.choice(numbers)}
        return kept.__contains__

    def _tree(self, names, data):
        tree = {}

        def walk(number, path):
            for name, child in sorted(names(self.nodes[number]).items()):
                node, own = self.nodes[child], path + name
                if node.kind == DIRECTORY:
                    tree[own] = Leaf(DIRECTORY, child)
                    walk(child, own + "/")
                else:
                    tree[own] = Leaf(node.kind, child, data(node))

        walk(0, "")
        return tree


def _play(entries, changed):
    for name, node in changed.items():
        if node is None:
            entries.pop(name, None)
        else:
            entries[name] = node


def _data_after_crash(node, rng):
    new, old = node.data, node.safe or b""
    if node.kind != FILE or node.safe == new:
        return new
    way = rng.choice(("lost", "cut", "zeros", "kept", "mixed"))
    if way == "lost":
        return old
    if way == "cut":
        return new[:rng.randrange(len(new) + 1)]
    if way == "zeros":
        return b"\0" * len(new)
    if way == "kept":
        return new
    old = old.ljust(len(new), b"\0")
    return b"".join(
        rng.choice((old, new))[start:start + SECTOR] for start in range(0, len(new), SECTOR))


def write_tree(tree, path):
    """Puts a tree into an empty directory of this machine."""
    written = {}
    for name, leaf in tree.items():
        own = os.path.join(path, name)
        if leaf.kind == DIRECTORY:
            os.mkdir(own)
        elif leaf.node in written:
            os.link(written[leaf.node], own, follow_symlinks=False)
        else:
            written[leaf.node] = own
            if leaf.kind == LINK:
                os.symlink(leaf.data, own)
            else:
                with open(own, "wb") as file:
                    file.write(leaf.data)


def read_tree(path):
    """The tree in a directory of this machine, as {path: bytes, or None for a directory}."""
    return contents(Disk(path).tree())


def contents(tree):
    """A tree without its nodes: {path: bytes, or None for a directory}."""
    return {name: None if leaf.kind == DIRECTORY else leaf.data for name, leaf in tree.items()}
