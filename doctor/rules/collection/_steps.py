"""Which steps of pytest-bdd are defined where, and which modules see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.expressions import Expr
from doctor.model.features import Step
from doctor.model.record import Record
from doctor.model.sources import Function, SourceFile, Sources
from doctor.rules.naming import folder_of, is_within

KEYWORDS = ("given", "when", "then", "step")
FIELD = re.compile(r"\{[^{}]*\}")
NUMBER = re.compile(r":[dnfgeF%]\}$")


class Definition(Record):
    """A function that defines a step. `text` is its name where that is plain, `pattern` what it is matched by, `raw`
    the one or the other as it is written."""

    keyword: str
    function: Function
    file: SourceFile
    text: str | None
    pattern: str | None
    raw: str = ""

    def says(self, text: str) -> bool:
        if self.text is not None:
            return text in (self.text, self.text.strip()) or text.partition(" #")[0].strip() == self.text
        try:
            return self.pattern is None or bool(re.match(self.pattern, text, re.IGNORECASE))
        except re.error:
            return True

    def defines(self, step: Step) -> bool:
        return self.keyword in (step.keyword, "step") and self.says(step.text)


def of_file(file: SourceFile) -> Iterator[Definition]:
    for function in file.functions:
        for each in function.decorators:
            keyword = keyword_of(each)
            if keyword and each.kind == "call":
                name = each.argument(0, "name")
                raw = (name.text or next((part.text for part in name.parts if part.text), "")) if name else ""
                yield Definition(keyword, function, file, *read(name), raw)


def keyword_of(expr: Expr) -> str:
    name = str(expr.value or "")
    module, _, last = name.rpartition(".")
    return last if module.partition(".")[0] == "pytest_bdd" and last in KEYWORDS else ""


def read(name: Expr | None) -> tuple[str | None, str | None]:
    """The plain text, and the pattern: neither where it cannot be told."""
    if name is None:
        return None, None
    if name.text is not None:
        return name.text, None
    kind = str(name.value or "").rpartition(".")[2]
    inner = name.parts[0].text if name.kind == "call" and name.parts else None
    if inner is None:
        return None, None
    if kind == "string":
        return inner, None
    if kind in ("parse", "cfparse"):
        return None, parsed(inner, is_plain=len(name.parts) == 1 and not name.keywords) + r"\s*$"
    return None, inner if kind == "re" else None


def parsed(text: str, is_plain: bool = False) -> str:
    """A format of `parse` as a pattern that matches no less. Plainly written, `{count:d}` is a number: no `<count>`."""
    text = text.replace("{{", "\0").replace("}}", "\1")
    fields = ["[^<>]*" if is_plain and NUMBER.search(field) else ".*" for field in FIELD.findall(text)]
    pieces = [re.escape(piece.replace("\0", "{").replace("\1", "}")) for piece in FIELD.split(text)]
    return "".join(piece + field for piece, field in zip(pieces, [*fields, ""], strict=True))


def definitions(sources: Sources) -> Iterator[Definition]:
    for file in sources:
        yield from of_file(file)


def seen_by(test: SourceFile, sources: Sources) -> tuple[Definition, ...] | None:
    """The definitions in reach of a test module; None where they cannot all be told."""
    homes = [test, *(file for file in sources.conftests if is_within(test.path, folder_of(file.path)))]
    homes += [file for file in sources if file.role == "plugin"]
    found: list[Definition] = []
    done: set[str] = set()
    while homes:
        file = homes.pop()
        if file.path in done:
            continue
        done.add(file.path)
        if file.fault or is_open(file):
            return None
        found += of_file(file)
        for each in file.imports:
            if each.name == "*" and not each.module.startswith("pytest_bdd"):
                other = module_file(each.module, file, sources)
                if other is None:
                    return None
                homes.append(other)
    return tuple(found)


def is_open(file: SourceFile) -> bool:
    """May it define steps in other ways: by calls, or decorators of its own?"""
    decorating = {each.place for function in file.functions for each in function.decorators}
    called = any(keyword_of(call.expr) and call.expr.place not in decorating for call in file.calls)
    borrowed = any(
        each.alias in KEYWORDS and not each.module.startswith("pytest_bdd") for each in file.imports if each.name
    )
    computed = any("**" in dict(each.keywords) for function in file.functions for each in function.decorators)
    return called or borrowed or computed


def module_file(module: str, importer: SourceFile, sources: Sources) -> SourceFile | None:
    path = module.replace(".", "/")
    folder = folder_of(importer.path)
    for head in ("", f"{folder}/", "src/", *(f"{folder.rpartition('/')[0]}/",)):
        for end in (".py", "/__init__.py"):
            if found := sources.get(f"{head}{path}{end}".lstrip("/")):
                return found
    return None
