"""How a file writes the names of others, for fixes that write code."""

from __future__ import annotations

from collections.abc import Iterable

from doctor.model.fixes import AddImport, Change, InsertLine
from doctor.model.sources import Class, Function, Import, SourceFile


def spelled(file: SourceFile, dotted: str) -> tuple[str, tuple[Change, ...]]:
    """What to write for a dotted name in this file, and the import that it takes.

    >>> spelled(file, "pytest.mark.asyncio")  # with `from pytest import mark` in the file
    ('mark.asyncio', ())
    """
    for each in file.imports:
        if each.guarded or each.name == "*" or (not each.name and "." in each.module):
            continue
        if dotted == each.dotted or dotted.startswith(f"{each.dotted}."):
            return each.alias + dotted[len(each.dotted) :], ()
    return dotted, (AddImport(file.path, f"import {dotted.partition('.')[0]}"),)


def decorated(file: SourceFile, item: Function | Class, dotted: str, arguments: str = "") -> tuple[Change, ...]:
    """One more decorator, above all others."""
    text, imports = spelled(file, dotted)
    top = item.decorators[0].place if item.decorators else item.place
    return (*imports, InsertLine(top, f"@{text}{arguments}"))


def imported_beside(each: Import, names: Iterable[str]) -> InsertLine:
    """More names of a module that is imported already: above that import, for at the top it may not be on sys.path."""
    return InsertLine(each.place, f"from {each.module} import {', '.join(names)}")
