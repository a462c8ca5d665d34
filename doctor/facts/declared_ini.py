"""Dependencies that setup.cfg, tox.ini and a literal setup.py declare; setup.py is read, never run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.metadata import read_bytes, read_text
from doctor.facts.requirement_lines import beside, option, read_requirements, requirement
from doctor.knowledge.syntax import nodes_in, parse
from doctor.model.environment import Declared, Requirement

Entry = tuple[str, str, int, str]  # section, key, line, text of one line of the value
_LIMIT = 2 * 1024 * 1024


def entries(text: str) -> Iterator[Entry]:
    """Each line of each value of an ini file."""
    section = key = ""
    for number, line in enumerate(text.splitlines(), 1):
        body = line.partition(" #")[0].strip()
        if not body or body.startswith(("#", ";")):
            continue
        if not line[0].isspace():
            if body.startswith("[") and "]" in body:
                section, key = body[1 : body.index("]")].strip(), ""
                continue
            sign = min((place for place in (body.find("="), body.find(":")) if place > 0), default=-1)
            key, body = (body[:sign].strip(), body[sign + 1 :].strip()) if sign > 0 else ("", "")
        if key and body:
            yield section, key, number, body


def read_setup_cfg(file: Path, shown: str) -> Declared:
    """[metadata] name, [options] and [options.extras_require]."""
    found: list[Requirement | None] = []
    single: dict[tuple[str, str], str] = {}
    for section, key, line, text in entries(read_text(file, _LIMIT)):
        single.setdefault((section, key), text)
        group = {"install_requires": "dependencies", "tests_require": "group:tests_require"}.get(key)
        if section == "options" and group:
            found.append(requirement(text, group, shown, line))
        elif section == "options.extras_require":
            found.append(requirement(text, f"extra:{key}", shown, line))
    return Declared(
        single.get(("metadata", "name")),
        single.get(("options", "python_requires")),
        tuple(each for each in found if each),
    )


def read_tox(file: Path, shown: str) -> Declared:
    """`deps` of each test environment."""
    found: list[Requirement] = []
    for section, key, line, text in entries(read_text(file, _LIMIT)):
        if key == "deps" and section.startswith("testenv"):
            found += _tox_line(file, shown, f"tox:{section}", line, text)
    return Declared(requirements=tuple(found))


def _tox_line(file: Path, shown: str, group: str, line: int, text: str) -> Iterator[Requirement]:
    _, colon, rest = text.partition(":")
    if colon and rest[:1].isspace():  # "py312-ci: coverage"
        text = rest.strip()
    text = text.replace("{toxinidir}/", "").replace("{tox_root}/", "")
    if "{" in text:
        return
    if included := option(text, "-r", "--requirement"):
        for each in read_requirements(file.parent / included, beside(shown, included)):
            yield each.replace(group=group)
    elif not text.startswith("-") and (found := requirement(text, group, shown, line)):
        yield found


def read_setup_py(file: Path, shown: str) -> Declared:
    """The keywords of the call of `setup` that are literal, or names that are bound to literals."""
    tree = parse(read_bytes(file, _LIMIT), shown)
    if not isinstance(tree, ast.Module):
        return Declared()
    known = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    call = next((node for node in nodes_in(tree) if isinstance(node, ast.Call) and _is_setup(node.func)), None)
    keywords = {keyword.arg: _bound(keyword.value, known) for keyword in call.keywords} if call else {}
    name, python = _text(keywords.get("name")), _text(keywords.get("python_requires"))
    return Declared(name, python, tuple(_of_setup(keywords, known, shown)))


def _is_setup(function: ast.expr) -> bool:
    return getattr(function, "id", getattr(function, "attr", "")) == "setup"


def _bound(node: ast.expr, known: dict[str, ast.expr]) -> ast.expr:
    return known.get(node.id, node) if isinstance(node, ast.Name) else node


def _text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _of_setup(keywords: dict[str | None, ast.expr], known: dict[str, ast.expr], shown: str) -> Iterator[Requirement]:
    for key, group in (("install_requires", "dependencies"), ("tests_require", "group:tests_require")):
        yield from _literal(keywords.get(key), group, shown)
    extras = keywords.get("extras_require")
    if isinstance(extras, ast.Dict):
        for name, value in zip(extras.keys, extras.values, strict=True):
            yield from _literal(_bound(value, known), f"extra:{_text(name)}", shown)


def _literal(node: ast.expr | None, group: str, shown: str) -> Iterator[Requirement]:
    items = node.elts if isinstance(node, (ast.List, ast.Tuple, ast.Set)) else [node] if node else []
    for item in items:
        if (text := _text(item)) and (found := requirement(text, group, shown, item.lineno)):
            yield found
