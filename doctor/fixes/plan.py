"""All fixes of a report together: which are done, what becomes of the files, and which are left, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from doctor.fixes import python, resolve
from doctor.fixes.text import Text, UnresolvableError, applied
from doctor.model.findings import Finding, Left
from doctor.model.fixes import Edit, FileChange, Fix
from doctor.model.places import Place
from doctor.model.record import Record


class Plan(Record):
    """The files to change, the findings that are mended by it, and those whose fix cannot be done now."""

    changes: tuple[FileChange, ...]
    mended: tuple[Finding, ...]
    left: tuple[Left, ...]


def plan(findings: Iterable[Finding], project: str | Path, unsafe: bool) -> Plan:
    """Plans the fixes of the findings, in their order: where two touch one place, the first is done.

    `unsafe` takes those, too, that are not safe. Nothing is written.
    """
    board = Board(Path(project))
    mended: list[Finding] = []
    left: list[Left] = []
    for finding in findings:
        fix = finding.problem.fix
        if fix is None or not (fix.safe or unsafe):
            continue
        try:
            board.take(fix, finding.rule)
            mended.append(finding)
        except UnresolvableError as reason:
            left.append(Left(finding, str(reason)))
    return Plan(tuple(board.changes()), tuple(mended), tuple(left))


class Board:
    """The edits that are taken so far, file by file."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._taken: dict[Fix, str] = {}
        self._edits: dict[str, list[Edit]] = {}
        self._owner: dict[str, str] = {}

    def take(self, fix: Fix, rule: str) -> None:
        """Adds the fix; one that is there already counts as taken. UnresolvableError says why it cannot be added."""
        if fix in self._taken:
            return
        edits = resolve.edits(fix, self._project)
        if not edits:
            raise UnresolvableError("it changes nothing in the files as they are")
        by_file: dict[str, list[Edit]] = {}
        for edit in edits:
            for file in (edit.place.file, *([edit.text] if edit.action == "move" else [])):
                by_file.setdefault(file, []).append(edit)
        for file, new in by_file.items():
            self._check(file, new)
        self._taken[fix] = rule
        for file, new in by_file.items():
            self._edits.setdefault(file, []).extend(new)
            self._owner.setdefault(file, rule)

    def changes(self) -> list[FileChange]:
        """What becomes of each file."""
        return [change for file in self._edits for change in self._changes_of(file, self._edits[file])]

    def _check(self, file: str, new: Sequence[Edit]) -> None:
        """UnresolvableError when the new edits do not go together with those taken."""
        taken = self._edits.get(file, [])
        if not taken:
            return
        whole = any(edit.action != "replace" for edit in (*taken, *new))
        if whole or any(touch(one, other) for one in taken for other in new):
            raise UnresolvableError(f"it touches what the fix of {self._owner[file]} changes: fix once more after it")
        old = resolve.load(self._project, file)
        if old is not None:
            merged = applied(old.text, [old.span(edit.place, edit.text) for edit in (*taken, *new)])
            check_parses(file, old.text, merged)

    def _changes_of(self, file: str, edits: Sequence[Edit]) -> list[FileChange]:
        before = read(self._project, file)
        action, text = edits[0].action, edits[0].text
        if action == "create":
            return [FileChange(file, None, text.encode())]
        if action == "remove":
            return [FileChange(file, before, None)]
        if action == "move":
            source = edits[0].place.file
            return [FileChange(file, before, None if file == source else self._moved(source))]
        return [FileChange(file, before, self._merged(file, before or b"", edits))]

    def _moved(self, source: str) -> bytes:
        """The contents of a file that moves, with the other edits of its fix."""
        edits = [edit for edit in self._edits[source] if edit.action == "replace"]
        return self._merged(source, read(self._project, source) or b"", edits)

    def _merged(self, file: str, before: bytes, edits: Iterable[Edit]) -> bytes:
        text = Text(before, python.encoding(before) if resolve.is_python(file) else "utf-8")
        return text.with_spans([text.span(edit.place, edit.text) for edit in edits])


def read(project: Path, file: str) -> bytes | None:
    """The bytes of the file; None if it is not there."""
    path = resolve.inside(project, file)
    return path.read_bytes() if path.exists() else None


def touch(one: Edit, other: Edit) -> bool:
    """Do the spans overlap, or is text put in where the other begins or ends? Neighbours that go are no trouble."""
    first, second = sorted((one.place, other.place))
    start, end = (second.line, second.column), (first.end_line, first.end_column)
    return start < end or (start == end and (is_empty(first) or is_empty(second)))


def is_empty(place: Place) -> bool:
    """Is it a point, where text is put in?"""
    return (place.line, place.column) == (place.end_line, place.end_column)


def check_parses(file: str, old: str, new: str) -> None:
    """UnresolvableError when the fixes together make a file that does not parse."""
    if resolve.is_python(file):
        python.check(old, new)
    elif editor := resolve.editor_of(file):
        resolve.check_values(editor, old, new, None)
