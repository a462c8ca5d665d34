"""A fix worked out on the files as they are: which characters become which."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from doctor.fixes import ini, python, toml
from doctor.fixes.text import Span, Text, UnresolvableError, applied, difference, line_of, whole_lines, without_word
from doctor.model import fixes, rewrites
from doctor.model.config import TomlValue
from doctor.model.fixes import Change, Edit, Fix
from doctor.model.places import Place

Values = Mapping[tuple[str, str], TomlValue]
SPANS: tuple[Any, ...] = (fixes.Replace, fixes.RemoveLines, fixes.RemoveIgnore, fixes.InsertLine, *rewrites.REWRITES)


def edits(fix: Fix, project: str | Path) -> tuple[Edit, ...]:
    """What the fix changes. UnresolvableError when it cannot be done on the files as they are, with the reason.

    A fix whose changes are done already has no edits.
    """
    work = Work(Path(project))
    for file in dict.fromkeys(change.file for change in fix.changes if isinstance(change, SPANS)):
        work.change_spans(file, [change for change in fix.changes if change.file == file and isinstance(change, SPANS)])
    for change in fix.changes:
        if not isinstance(change, SPANS):
            work.change(change)
    return tuple(work.edits())


class Work:
    """The files that a fix touches: as they are, and as they become. None is a file that is not there."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._old: dict[str, Text | None] = {}
        self._new: dict[str, str | None] = {}
        self._moved: dict[str, str] = {}

    def change_spans(self, file: str, changes: list[Any]) -> None:
        """All changes of a file that name a place: the places are those of the file as it is."""
        if self._text(file) is None and all(isinstance(change, rewrites.AddCode) for change in changes):
            self._new[file] = "\n\n\n".join(change.text for change in changes) + "\n"
            return
        old = self._read(file)
        new = applied(old, [span for change in changes for span in spans_of(old, change, is_python(file))])
        self._accept(file, old, new, touched=None)

    def change(self, change: Change) -> None:
        """One change that names a key, a word, an import or a whole file."""
        whole: dict[type, Callable[[Any], None]] = {
            fixes.CreateFile: self._create,
            fixes.RemoveFile: self._remove,
            fixes.MoveFile: self._move,
            fixes.MoveFunction: self._move_function,
            fixes.AddImport: self._add_import,
            fixes.RemoveWord: self._remove_word,
        }
        whole.get(type(change), self._change_key)(change)

    def edits(self) -> list[Edit]:
        """From the files as they are to what they become."""
        found = []
        for file, new in self._new.items():
            old = self._old[file]
            if file in self._moved:
                found.append(Edit(Place(file), self._moved[file], "move"))
            elif new is None and old:
                found.append(Edit(Place(file), "", "remove"))
            elif new is not None and old is None:
                found.append(Edit(Place(file), new, "create"))
            if new is not None and old:
                spans = difference(old.text, new)
                old.with_spans(spans)  # the file's encoding has all characters
                found += [Edit(old.place(file, span), span.text) for span in spans]
        return found

    def _text(self, file: str) -> str | None:
        """The file's text as it has become so far."""
        if file not in self._new:
            self._old[file] = load(self._project, file)
            old = self._old[file]
            self._new[file] = old.text if old else None
        return self._new[file]

    def _read(self, file: str) -> str:
        text = self._text(file)
        if text is None:
            raise UnresolvableError(f"{file} is not there")
        return text

    def _accept(self, file: str, old: str, new: str, touched: set[tuple[str, str]] | None) -> None:
        """Takes the new text, if it parses and no key but the touched ones has another value."""
        if is_python(file):
            python.check(old, new)
        elif editor := editor_of(file):
            check_values(editor, old, new, touched)
        self._new[file] = new

    def _change_key(self, change: Any) -> None:
        file, editor = change.file, editor_of(change.file)
        if editor is None:
            raise UnresolvableError(f"{file} is neither an INI nor a TOML file")
        makes = isinstance(change, (fixes.SetKey, fixes.AddItem))
        old = (self._text(file) or "") if makes else self._read(file)
        new = editing(editor, change)(old)
        self._accept(file, old, new, touched_by(change))
        if new == "" and isinstance(change, fixes.RemoveSection):
            self._new[file] = None

    def _remove_word(self, change: fixes.RemoveWord) -> None:
        file, old = change.file, self._read(change.file)
        span = placed(self._old[file], old, change.place)
        editor = editor_of(file)
        if editor:
            new, touched = editor.remove_words(old, span.start, span.end)
            return self._accept(file, old, new, touched)
        spans = python.remove_item(old, span.start, span.end) if is_python(file) else [plain_word(old, span)]
        return self._accept(file, old, applied(old, spans), None)

    def _add_import(self, change: fixes.AddImport) -> None:
        old = self._read(change.file)
        self._accept(change.file, old, applied(old, python.add_import(old, change.statement)), None)

    def _create(self, change: fixes.CreateFile) -> None:
        text = self._text(change.file)
        if text is not None and text != change.text:
            raise UnresolvableError(f"{change.file} is there already")
        self._new[change.file] = change.text

    def _remove(self, change: fixes.RemoveFile) -> None:
        self._text(change.file)
        self._new[change.file] = None

    def _move_function(self, change: fixes.MoveFunction) -> None:
        from doctor.fixes.moving import moved

        old, target = self._read(change.file), self._text(change.to) or ""
        left, new = moved(change, old, target)
        self._accept(change.file, old, left, touched=None)
        self._accept(change.to, target, new, touched=None)

    def _move(self, change: fixes.MoveFile) -> None:
        self._read(change.file)
        if load(self._project, change.to) is not None:
            raise UnresolvableError(f"{change.to} is there already")
        self._moved[change.file] = change.to


def spans_of(text: str, change: Any, in_python: bool) -> list[Span]:
    """The spans of a change that names a place."""
    if type(change) in rewrites.REWRITES:
        from doctor.fixes.rewrite import spans

        found: Any = change
        return spans(found, text)
    return [span_of(text, change, in_python)]


def span_of(text: str, change: Any, in_python: bool) -> Span:
    """The span of a change that names a place."""
    place = change.place
    if isinstance(change, fixes.Replace):
        return Span(*offsets_of(text, place), change.text)
    if isinstance(change, fixes.InsertLine):
        return python.insert_lines(text, place.line, change.text)
    if isinstance(change, fixes.RemoveIgnore):
        return without_rule(text, Span(*offsets_of(text, place), ""), change.rule)
    if in_python:
        return python.remove_lines(text, place.line, place.end_line or place.line)
    start, end = offsets_of(text, place.replace(column=1, end_line=place.end_line or place.line, end_column=1))
    return whole_lines(text, start, end)


def offsets_of(text: str, place: Place) -> tuple[int, int]:
    from doctor.fixes.text import offsets

    return offsets(text, place)


def placed(old: Text | None, now: str, place: Place) -> Span:
    """The place in the text as it has become, moved by what earlier changes of the fix did before it."""
    if old is None:
        raise UnresolvableError(f"{place.file} is not there")
    found = old.span(place)
    shift = 0
    for span in difference(old.text, now):
        if span.end <= found.start:
            shift += len(span.text) - (span.end - span.start)
        elif span.start < found.end:
            raise UnresolvableError("its own changes overlap")
    return Span(found.start + shift, found.end + shift, "")


def plain_word(text: str, span: Span) -> Span:
    """A word of a file of no known kind; its line goes when nothing else is in it."""
    first, last = line_of(text, span.start)[0], line_of(text, span.end)[1]
    if not (text[first : span.start] + text[span.end : last]).strip():
        return whole_lines(text, span.start, span.end)
    return without_word(text, span.start, span.end)


def without_rule(text: str, span: Span, rule: str) -> Span:
    """The comment without the rule; nothing is left of one that names no other."""
    start, end = text.find("[", span.start, span.end) + 1, text.find("]", span.start, span.end)
    names = [name.strip() for name in text[start:end].split(",")] if 0 < start <= end else []
    if rule not in names:
        raise UnresolvableError(f"no comment there names {rule}")
    left = [name for name in names if name != rule]
    return Span(start, end, ", ".join(left)) if left else plain_word(text, span)


def load(project: Path, file: str) -> Text | None:
    """The file's text, None if it is not there. UnresolvableError for a file beyond the project or unreadable."""
    path = inside(project, file)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise UnresolvableError(f"{file} cannot be read: {getattr(error, 'strerror', error)}") from None
    return text_of(data, python.encoding(data) if is_python(file) else "utf-8")


@lru_cache(maxsize=4)  # the fixes of one file come in a row
def text_of(data: bytes, encoding: str) -> Text:
    return Text(data, encoding)


def inside(project: Path, file: str) -> Path:
    """The absolute path. UnresolvableError unless it lies in the project, also when links are followed."""
    root = os.path.realpath(project)
    path = os.path.realpath(os.path.join(root, file))  # noqa: PTH118
    if file.startswith("<") or not path.startswith(root.rstrip(os.sep) + os.sep):
        raise UnresolvableError(f"{file} lies outside the project")
    return Path(path)


def is_python(file: str) -> bool:
    return file.endswith((".py", ".pyi"))


def editor_of(file: str) -> ModuleType | None:
    """What edits the keys of such a file."""
    if file.endswith((".ini", ".cfg", ".coveragerc")):
        return ini
    return toml if file.endswith((".toml", "Pipfile")) else None


def editing(editor: ModuleType, change: Any) -> Callable[[str], str]:
    """The editor's function for the change, waiting for the text."""
    names: dict[type, str] = {
        fixes.SetKey: "set_key",
        fixes.AddItem: "add_item",
        fixes.RemoveKey: "remove_key",
        fixes.RenameKey: "rename_key",
        fixes.RenameSection: "rename_section",
        fixes.RemoveSection: "remove_section",
    }
    function = getattr(editor, names[type(change)])
    given = [getattr(change, name) for name in type(change).record_fields if name != "file"]
    return lambda text: str(function(text, *given))


def touched_by(change: Any) -> set[tuple[str, str]]:
    """The keys that the change is about; a key "*" stands for all of the section."""
    if isinstance(change, fixes.RenameSection):
        return {(change.section, "*"), (change.name, "*")}
    if isinstance(change, fixes.RemoveSection):
        return {(change.section, "*")}
    names = {change.key, change.name} if isinstance(change, fixes.RenameKey) else {change.key}
    return {(change.section, name) for name in names}


def check_values(editor: ModuleType, old: str, new: str, touched: set[tuple[str, str]] | None) -> None:
    """UnresolvableError when the new text does not parse, or a key changes that the change is not about.

    A text that did not parse before may need more than one change until it does.
    """
    try:
        before: Values | None = editor.values(old) if old else {}
    except UnresolvableError:
        return
    after: Values = editor.values(new) if new else {}
    if touched is None or before is None:
        return
    changed = {pair for pair in {*before, *after} if before.get(pair, ...) != after.get(pair, ...)}
    if stray := sorted(pair for pair in changed if not is_touched(pair, touched)):
        names = ", ".join(f"[{section}] {key}".strip() for section, key in stray)
        raise UnresolvableError(f"other settings would change, too: {names}")


def is_touched(pair: tuple[str, str], touched: set[tuple[str, str]]) -> bool:
    """Is the key, or the table of it, one of those that the change is about?"""
    section, key = pair
    for name, wanted in touched:
        whole = wanted == "*" and (section == name or section.startswith(f"{name}."))
        made = key == "" and (name == section or name.startswith(f"{section}."))
        if whole or made or (section, key) == (name, wanted):
            return True
    return False
