"""Answers to `pytest-doctor explain`, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Protocol

from doctor.model.findings import Finding, Report
from doctor.reports.quote import clean
from doctor.reports.style import Style


class Meaning(Protocol):
    """What a name is."""

    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def lines(self) -> tuple[tuple[str, str], ...]: ...


class Message(Protocol):
    """A text of pytest that was recognised."""

    @property
    def line(self) -> str: ...
    @property
    def cause(self) -> str: ...
    @property
    def cure(self) -> str: ...


class Explained(NamedTuple):
    """A text of pytest, the findings that are its cause in this project, and what its names are."""

    message: Message
    findings: tuple[Finding, ...]
    meanings: tuple[Meaning, ...]


def names_text(meanings: Iterable[Meaning], style: Style) -> str:
    """What a name is, one paragraph for each thing that it is."""
    return "\n\n".join(_meaning(meaning, style) for meaning in meanings) + "\n"


def _meaning(meaning: Meaning, style: Style) -> str:
    width = min(max((len(label) for label, _ in meaning.lines), default=0), 24) + 2
    rows = [f"  {label.ljust(width)}{style.wrap(clean(text), width + 2)}" for label, text in meaning.lines]
    return "\n".join([style.paint(clean(meaning.title), "bold"), *rows])


def output_text(explained: Iterable[Explained], report: Report, style: Style) -> str:
    """What pytest's words mean, and where in this project their cause is."""
    return "\n\n".join("\n".join(_explained(each, report, style)) for each in explained) + "\n"


def _explained(said: Explained, report: Report, style: Style) -> Iterator[str]:
    from doctor.reports.text import finding_text

    yield f"{style.paint('pytest says', 'dim')}: {clean(said.message.line)}"
    yield f"{style.paint('it means', 'bold')}: {style.wrap(clean(said.message.cause), 10)}"
    if said.findings:
        yield style.paint("in this project:", "bold")
        yield from (finding_text(finding, report, style) for finding in said.findings)
        return
    yield f"{style.paint('cure', 'good')}: {style.wrap(clean(said.message.cure), 6)}"
    yield from (_meaning(meaning, style) for meaning in said.meanings)


def names_json(name: str, meanings: Iterable[Meaning]) -> str:
    """What a name is, for programs. Schema 1."""
    rows = [{"kind": each.kind, "title": each.title, "lines": [list(line) for line in each.lines]} for each in meanings]
    return _dump({"schema": 1, "name": name, "meanings": rows})


def output_json(explained: Iterable[Explained], report: Report) -> str:
    """What pytest's words mean, for programs. Schema 1."""
    from doctor.reports.json_report import finding_document

    rows = [
        {
            "line": said.message.line,
            "cause": said.message.cause,
            "cure": said.message.cure,
            "findings": [finding_document(finding, report) for finding in said.findings],
            "names": [_plain(meaning) for meaning in said.meanings],
        }
        for said in explained
    ]
    return _dump({"schema": 1, "messages": rows})


def _plain(meaning: Meaning) -> dict[str, Any]:
    return {"kind": meaning.kind, "title": meaning.title, "lines": [list(line) for line in meaning.lines]}


def _dump(data: dict[str, Any]) -> str:
    from json import dumps

    return dumps(data, indent=2, ensure_ascii=True) + "\n"
