"""Feature files of pytest-bdd."""

from __future__ import annotations

from doctor.model.places import Place, Word
from doctor.model.record import Record


class Step(Record):
    """A line of a scenario. `keyword` is "given", "when" or "then", of the line before where it says And or But;
    `scenario` is the scenario's name, "" for a background's. `tags` are those of scenario and feature. Of an outline it
    is filled in from a row of the examples, whose `columns` are named; a `<name>` that is none of them stays.
    `written` is how it stands there."""

    keyword: str
    text: str
    place: Place
    scenario: str = ""
    tags: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    written: str = ""


class Feature(Record):
    """A feature file. `scenarios` are the names of its scenarios and outlines; None where it is written in another
    language than English, or cannot be read. `tags` are those that stand above features, scenarios and examples.
    `steps` are those of outlines, too, once for each row; None where a line cannot be told."""

    file: str
    scenarios: frozenset[str] | None
    tags: tuple[Word, ...] = ()
    steps: tuple[Step, ...] | None = None
