"""`json` of what Flask's test client answers is a property, and is called.

## Why

Answers of Flask's test client are Werkzeug's: `response.json` is the content itself. `response.json()` calls a
dictionary: "TypeError: 'dict' object is not callable". Only the clients of Starlette, httpx and requests have a method
(https://flask.palletsprojects.com/en/stable/testing/, https://werkzeug.palletsprojects.com/en/stable/test/).

## Instead

`response.json`, or `response.get_json()`.

Nothing is said where the test comes to a module that imports another framework, or where the client has a class of its
own.

## Fix safety

The parentheses go when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.outlines import Outlines
from doctor.model.reached import MOST, reached
from doctor.model.slips import Slip
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.fixtures._made import made_by_fixture
from doctor.rules.registry import rule

OTHERS = frozenset({"connexion", "quart", "starlette", "fastapi", "sanic", "httpx", "falcon", "litestar"})
OWN_CLIENTS = frozenset({"test_client_class", "response_class", "response_wrapper"})


@rule(severity=Severity.ERROR, since="0.1")
def check(
    test_file: SourceFile, sources: Sources, fixtures: Fixtures, modules: Modules, outlines: Outlines
) -> Iterator[Problem]:
    known: dict[str, bool] = {}  # by the file in which the client is made
    for slip in certain_slips(test_file, "json called"):
        maker, home = made_by_fixture(slip.name, test_file, sources, fixtures)
        if maker.endswith(".test_client"):
            if home.path not in known:
                known[home.path] = is_of_flask((test_file, home), modules, outlines)
            if known[home.path]:
                yield problem(slip)


def is_of_flask(files: tuple[SourceFile, SourceFile], modules: Modules, outlines: Outlines) -> bool:
    """Do they come to Flask, and to no other framework, nor to a client or an answer of the project's own?"""
    met = {each.module.partition(".")[0] for file in files for each in file.imports}
    known: set[str] = set()
    for file in files:
        for each in reached([used.dotted for used in file.imports], file.path, modules, known):
            outline = outlines.of(each)
            if outline is None or not OWN_CLIENTS.isdisjoint(outline.looked_up):
                return False
            met |= {used.module.partition(".")[0] for used in modules.imports(each)}
    return "flask" in met and met.isdisjoint(OTHERS) and len(known) < MOST


def problem(slip: Slip) -> Problem:
    whole, read = slip.place, slip.others[0]
    rest = whole.replace(line=read.end_line, column=read.end_column)
    return Problem(
        place=whole,
        message="'json' of what Flask's test client answers is a property, and is called",
        label="calls the content",
        consequence=f"'{slip.within}' fails: TypeError: 'dict' object is not callable",
        help="write `.json`, or `.get_json()`",
        fix=Fix("read json", (Replace(rest, ""),)),
    )
