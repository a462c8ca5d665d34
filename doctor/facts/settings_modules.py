"""Django's settings as they are written: the lists of strings at the top level of a module, and of those it imports."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from doctor.facts.contents import content, read_python
from doctor.knowledge.syntax import nodes_in
from doctor.model.django import InstalledApp
from doctor.model.environment import Modules
from doctor.model.places import Place, Word

KEYS = ("INSTALLED_APPS", "MIDDLEWARE", "ROOT_URLCONF")
DEEPEST = 6  # settings that import all of others
STRING = re.compile(r"[rRuU]?(?P<quote>['\"])(?P<text>[^'\"\\\n]*)(?P=quote)")
BEHIND = re.compile(r"[ \t]*,[ \t]*(?:#[^\n]*)?")
KEPT = ("append", "extend", "insert", "index", "count", "copy")  # methods that take nothing out
Lists = dict[str, tuple[InstalledApp, ...]]


def lists_of(module: str, project: Path, modules: Modules, depth: int) -> Lists:
    """The lists of strings at the top level of a module of the project, with what is certain to be in them."""
    found = modules.find(module)
    if found is None or found.origin not in ("project", "cwd") or not found.file.endswith(".py") or depth > DEEPEST:
        return {}
    data = content(project / found.file)
    if b"import *" not in data and not any(key.encode() in data for key in KEYS):
        return {}
    return SettingsModule(found.file, module, data, project, modules, depth).lists


class SettingsModule:
    """One module of settings, read statement by statement; a list whose content cannot be told is ()."""

    def __init__(self, file: str, name: str, data: bytes, project: Path, modules: Modules, depth: int) -> None:
        self.lists: Lists = {}
        self.project, self.modules, self.depth = project, modules, depth
        package = name if file.endswith("/__init__.py") else name.rpartition(".")[0]
        tree, self.reader = read_python(data, file, package)
        self.package, self.lines = package, data.decode("utf-8", "replace").splitlines()
        for statement in tree.body:
            self.read(statement)
        if b"globals()" in data or b"exec(" in data:
            self.lists = {}

    def read(self, node: ast.stmt) -> None:
        if isinstance(node, ast.ImportFrom):
            self.take_over(node)
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            self.lists[node.targets[0].id] = self.items(node.value)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            self.lists[node.target.id] = self.items(node.value)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and isinstance(node.op, ast.Add):
            self.lists[node.target.id] = self.lists.get(node.target.id, ()) + self.items(node.value)
        elif not (isinstance(node, ast.Expr) and self.extend(node.value)):
            self.forget(node)

    def extend(self, node: ast.expr) -> bool:
        """`INSTALLED_APPS.append("debug_toolbar")`, `.extend([…])`, `.insert(0, "…")`."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            return False
        name, how = node.func.value, node.func.attr
        if not isinstance(name, ast.Name) or how not in ("append", "extend", "insert"):
            return False
        added = node.args[-1]
        items = self.items(added if how == "extend" else ast.List([added], ast.Load()))
        self.lists[name.id] = self.lists.get(name.id, ()) + items
        return True

    def take_over(self, node: ast.ImportFrom) -> None:
        names = {alias.name: alias.asname or alias.name for alias in node.names}
        outer = self.package.split(".")[: len(self.package.split(".")) - node.level + 1] if node.level else []
        module = ".".join([*outer, *([node.module] if node.module else [])])
        there = lists_of(module, self.project, self.modules, self.depth + 1)
        taken = there if "*" in names else {own: there[name] for name, own in names.items() if name in there}
        self.lists.update(taken)

    def forget(self, node: ast.stmt) -> None:
        """What a block may set anew, or take something out of, is not known any more."""
        for each in nodes_in(node):
            if isinstance(each, ast.ImportFrom) and any(alias.name in ("*", *KEYS) for alias in each.names):
                before = dict(self.lists)
                self.take_over(each)
                self.lists = before if self.lists == before else {}
            elif isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load):
                self.lists.pop(each.id, None)
            elif isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name):
                if each.attr not in KEPT:
                    self.lists.pop(each.value.id, None)
            elif (
                isinstance(each, ast.Subscript)
                and isinstance(each.value, ast.Name)
                and not isinstance(each.ctx, ast.Load)
            ):
                self.lists.pop(each.value.id, None)

    def items(self, node: ast.expr) -> tuple[InstalledApp, ...]:
        if isinstance(node, (ast.List, ast.Tuple)):
            return tuple(item for each in node.elts for item in self.item(each))
        if isinstance(node, ast.Constant):
            return self.item(node)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self.items(node.left) + self.items(node.right)
        if isinstance(node, ast.Name):
            return self.lists.get(node.id, ())
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("list", "tuple"):
            return tuple(item for each in node.args for item in self.items(each))
        return ()

    def item(self, node: ast.expr) -> tuple[InstalledApp, ...]:
        if isinstance(node, ast.Starred):
            return self.items(node.value)
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            return ()
        place = self.reader.place(node)
        parts = tuple(self.parts(place))
        is_joined = len(parts) > 1 and "".join(part.text for part in parts) == node.value
        return (InstalledApp(Word(node.value, place), self.with_comma(place), parts if is_joined else ()),)

    def with_comma(self, place: Place) -> Place:
        """The item with the comma behind it: the whole line, where nothing else stands in it."""
        line = self.lines[place.line - 1] if place.line == place.end_line <= len(self.lines) else ""
        hit = BEHIND.match(line, place.end_column - 1) if line.isascii() else None
        if hit and not line[: place.column - 1].strip() and hit.end() == len(line):
            return place.replace(column=1, end_line=place.line + 1, end_column=1)
        return place.replace(end_column=hit.end() + 1) if hit and "#" not in hit[0] else place

    def parts(self, place: Place) -> list[Word]:
        """The strings between two places, line by line."""
        found = []
        for number in range(place.line, place.end_line + 1):
            text = self.lines[number - 1] if number <= len(self.lines) else ""
            text = text[: place.end_column - 1] if number == place.end_line else text
            for hit in STRING.finditer(text, place.column - 1 if number == place.line else 0):
                word_place = Place(place.file, number, hit.start() + 1, number, hit.end() + 1)
                found.append(Word(hit["text"], word_place))
        return found
