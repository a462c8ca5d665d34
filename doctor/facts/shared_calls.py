"""The fact `shared_calls`: what tests do with what `get_settings()` or `Registry.get()` gives them.

A byte search tells which files change something so; they are read when a rule asks, with those that call the same.
"""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Callable, Iterator

from doctor.facts.contents import read_python, reading
from doctor.facts.shared_uses import GROWS, alias_of, is_base, used
from doctor.facts.sources.scopes import Grove, line_numbers
from doctor.facts.sources.scopes import holds as is_held
from doctor.knowledge.syntax import first_name
from doctor.model.invocation import Invocation
from doctor.model.record import Record
from doctor.model.shared_calls import SharedCall
from doctor.model.sources import Sources

GROWING = rb"\.(?:%b)\(" % "|".join(sorted(GROWS)).encode()
KEY = rb"\[[^\n\]]{0,200}\]"
ATTRIBUTE = rb"\.\w+(?:\.\w+)?(?:%b){0,5}(?:%b|[ ]*[-+|]?=[^=])" % (KEY, GROWING)
CHANGED = rb"(?:%b|%b =[^=]|%b)" % (ATTRIBUTE, KEY, GROWING)
# What begins with a sign is found faster than what begins with a word: the word is looked for behind it.
DIRECT = re.compile(rb"\(\)" + CHANGED)
ALIAS = re.compile(rb"(?m) = ([\w.]+)\(\)[ \t]*\r?$")
NAMED = re.compile(rb"\b(\w+)(?=%b)" % CHANGED)
IMPORTS = re.compile(rb"(?m)^[ \t]*(?:from|import)\b[^\n(]*(?:\([^()]*\))?")
OF_NAMES = string.ascii_letters.encode() + string.digits.encode() + b"_."
LONGEST = 200  # of what stands before a sign, in its line


class Read(Record):
    """A file that was read."""

    path: str
    grove: Grove


def shared_calls(invocation: Invocation, sources: Sources) -> ReadSharedCalls:
    tests = [file.path for file in sources.collected]
    return ReadSharedCalls(reading(invocation), tests, sorted(set(helping(sources))))


def helping(sources: Sources) -> Iterator[str]:
    """Conftests, plugins, and the modules that these and the tests have fixtures of."""
    yield from (file.path for file in sources.reaching_others)
    yield from (file.path for file in sources if not file.collected and file.fixtures)


class ReadSharedCalls:
    """`SharedCalls` of the project's own files."""

    def __init__(self, read: Callable[[str], bytes], tests: list[str], others: list[str]) -> None:
        self._bytes = read
        self._tests = tests
        self._others = others
        self._known: dict[str, Read] = {}
        self.changed: dict[str, str] = {}
        for path in tests:
            if lines := changing(text := read(path)):
                found = uses_in(read_file(path, text, lines))
                self.changed.update((use.name, path) for use in found if use.how in ("set", "grows"))

    def uses_of(self, name: str) -> tuple[SharedCall, ...]:
        return tuple(use for each in self._speaking(name) for use in uses_in(each) if use.name == name)

    def is_tended(self, name: str) -> bool:
        if any(holds(self._bytes(path), word_of(name)) for path in self._others):
            return True
        return any(speaks_otherwise(each.grove, name, word_of(name)) for each in self._speaking(name))

    def is_said(self, word: str) -> bool:
        return any(holds(self._bytes(path), word) for path in (*self._tests, *self._others))

    def _speaking(self, name: str) -> Iterator[Read]:
        for path in self._tests:
            if path not in self._known and holds(text := self._bytes(path), word_of(name)):
                self._known[path] = read_file(path, text)
        yield from self._known.values()


def read_file(path: str, text: bytes, lines: list[int] | None = None) -> Read:
    """Where lines are given, the functions that hold one of them."""
    tree, reader = read_python(text, path)
    body = tree.body if lines is None else [stmt for stmt in tree.body if is_held(stmt, lines)]
    return Read(path, Grove(body, reader, lines))


def changing(text: bytes) -> list[int]:
    """The lines in which something imported is called, whose result is changed there, or by its name further on."""
    found = [(hit.start(), name_before(text, hit.start())) for hit in DIRECT.finditer(text)]
    made = [hit for hit in ALIAS.finditer(text) if is_function(hit[1])]
    imported = imports(text) if found or made else set()
    made = [hit for hit in made if hit[1].partition(b".")[0] in imported]
    changed = set(NAMED.findall(text)) if made else set()
    found += [(hit.start(), hit[1]) for hit in made if before(text, hit.start()).strip() in changed]
    found = [each for each in found if is_function(each[1]) and each[1].partition(b".")[0] in imported]
    return line_numbers(sorted(start for start, _ in found), text)


def before(text: bytes, start: int) -> bytes:
    """What stands in the line before a place."""
    return text[max(0, start - LONGEST) : start].rpartition(b"\n")[2]


def name_before(text: bytes, start: int) -> bytes:
    """The dotted name that is called."""
    line = before(text, start)
    return line[len(line.rstrip(OF_NAMES)) :]


def is_function(name: bytes) -> bool:
    last = name.rpartition(b".")[2]
    return last[:1].islower() or last[:1] == b"_"


def imports(text: bytes) -> set[bytes]:
    """The words of import statements, of one line or in brackets."""
    return {word for hit in IMPORTS.finditer(text) for word in re.findall(rb"\w+", hit[0])}


def word_of(name: str) -> str:
    """What to look for: the class of a method, else the function."""
    of, _, last = name.rpartition(".")
    klass = of.rpartition(".")[2]
    return klass if klass[:1].isupper() else last


def holds(text: bytes, word: str) -> bool:
    name = word.encode()
    return name in text and re.search(rb"\b%b\b" % re.escape(name), text) is not None


def uses_in(read: Read) -> Iterator[SharedCall]:
    """Of calls of what is imported, in the functions of the file."""
    grove = read.grove
    for call in grove.all(ast.Call):
        scope = grove.scopes[call]
        name = scope.reader.dotted(call.func) if is_base(call) and scope.node is not None else ""
        if "." not in name or scope.kind_of(first_name(call.func)) != "import":
            continue
        nodes: list[ast.expr] = [*alias_of(call, grove)]
        for node in nodes or [call]:
            if found := used(node, grove):
                item, how, plain, value = found
                expr = scope.reader.expr(value) if value is not None else None
                place = scope.reader.place(node)
                yield SharedCall(read.path, scope.within, name, item, how, place, plain, expr)


def speaks_otherwise(grove: Grove, name: str, word: str) -> bool:
    """Does the file speak of the function, or of its class, but to call it in a test?"""
    for node in grove.named(word):
        above = grove.parents.get(node)
        of = grove.scopes[node]
        if of.reader.dotted(node) != name and isinstance(above, ast.Attribute):
            node, above = above, grove.parents.get(above)
        is_call = isinstance(above, ast.Call) and above.func is node and is_base(above)
        if not is_call or of.reader.dotted(node) != name or not of.within.rpartition(".")[2].startswith("test"):
            return True
    texts = (node.value for node in grove.all(ast.Constant) if isinstance(node.value, str))
    return any(word in text.split(".") for text in texts)
