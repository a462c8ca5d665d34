"""Over which workers of pytest-xdist tests may be spread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from doctor.model.calls import Calls, PytestCall
from doctor.model.config import CommandLine
from doctor.model.findings import Severity
from doctor.model.places import Place, Word
from doctor.model.plugins import Plugins
from doctor.model.record import Record
from doctor.model.slips import Slip
from doctor.model.sources import Fixture, Fixtures, SourceFile, Sources, Test
from doctor.rules.fixtures._requests import Asking
from doctor.rules.naming import is_within
from doctor.rules.workers import is_loaded, workers

MANY = re.compile(r"auto|logical|[2-9]|[1-9]\d+")
ELSEWISE = ("-k", "-c", "--config-file", "--rootdir", "--deselect", "--ignore-glob", "--pyargs", "--confcutdir")
OPTIONS = ("-p", "-n", "--numprocesses", "--dist", "-m", "--ignore")


class Workers(Record):
    """What spreads tests over several workers: an option of this call of pytest, or of one that a file makes.

    `place` and `text` are the option's, `mode` how the tests are spread, `elsewhere` the kind of that file ("" for this
    call). Such a call takes the tests below `paths` (() for all) that are not below `ignored` and bear no mark of
    `without`.
    """

    place: Place
    text: str
    mode: str = "load"
    elsewhere: str = ""
    paths: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()

    def takes_file(self, path: str) -> bool:
        """May tests of this file, or those that a conftest serves, be run by the workers?"""
        folder = path.rpartition("/")[0] if path.endswith("conftest.py") else path
        if any(is_within(path, each) for each in self.ignored):
            return False
        return not self.paths or any(is_within(path, each) or is_within(each, folder) for each in self.paths)

    def takes_marks(self, file: SourceFile) -> bool:
        """May tests of this file be run, whatever marks of the file they bear?"""
        return self.takes_file(file.path) and not any(mark.name in self.without for mark in file.marks)

    @property
    def severity(self) -> Severity | None:
        """What goes wrong in another call than this one is a warning."""
        return Severity.WARNING if self.elsewhere else None

    def takes(self, path: str, test: Test) -> bool:
        return self.takes_file(path) and not any(mark.name in self.without for mark in test.marks)


def spread(command_line: CommandLine, plugins: Plugins, calls: Calls) -> Workers | None:
    """What makes more than one worker: this call, else one that CI, make, tox, nox or a Dockerfile makes."""
    if not is_loaded(plugins):
        return None
    option = workers(command_line, plugins)
    if option:
        mode = mode_of(command_line)
        return None if mode == "no" else Workers(option.place, option.text(), mode)
    valued = plugins.valued if calls.calls else frozenset()
    found = [made for call in calls.calls if call.certain and (made := made_by(call, command_line, valued))]
    return min(found, key=lambda made: (len(made.paths), len(made.without))) if found else None


def run_by_workers(
    files: Iterable[SourceFile], how: str, command_line: CommandLine, plugins: Plugins, calls: Calls
) -> Iterator[tuple[Slip, Workers]]:
    """The slips of a kind that each of several workers comes to, with what starts these."""
    found = [(file, slip) for file in files for slip in file.flows.slips if slip.how == how]
    option = spread(command_line, plugins, calls) if found else None
    return ((slip, option) for file, slip in found if option and option.takes_file(file.path))


def made_by(call: PytestCall, command_line: CommandLine, valued: frozenset[str]) -> Workers | None:
    """The workers of a call that a file makes; none where it reads another configuration, or picks tests otherwise.
    `valued` are the options that take a value."""
    parts = call.given(valued)
    values = {name: [each.value for each in parts if each.name == name and each.value] for name in OPTIONS}
    if any(each.name in ELSEWISE for each in parts) or any("xdist" in word.text for word in values["-p"]):
        return None
    number = [*values["-n"], *values["--numprocesses"]][-1:]
    mode = values["--dist"][-1].text if values["--dist"] else mode_of(command_line)
    without = deselected(values["-m"][-1].text) if values["-m"] else frozenset()
    if not number or not MANY.fullmatch(number[0].text) or mode == "no" or without is None:
        return None
    ignored = tuple(word.text.rstrip("/") for word in values["--ignore"])
    paths = [path_of(each.word) for each in parts if not each.name]
    below = () if "." in paths else tuple(paths)
    return Workers(number[0].place, f"-n {number[0].text}", mode, call.kind, below, ignored, without)


def path_of(word: Word) -> str:
    return word.text.partition("::")[0].removeprefix("./").rstrip("/")


def deselected(expression: str) -> frozenset[str] | None:
    """The marks that `not a and not b` leaves out; None for what picks tests in another way."""
    terms = [term.split() for term in expression.split(" and ")]
    if all(len(term) == 2 and term[0] == "not" and term[1].isidentifier() for term in terms):
        return frozenset(term[1] for term in terms)
    return None


def mode_of(command_line: CommandLine) -> str:
    """How pytest-xdist spreads the tests: the value of `--dist`."""
    dist = command_line.last("--dist")
    return (dist.value if dist else None) or "load"


def groups(fixture: Fixture, workers: Workers, sources: Sources, fixtures: Fixtures) -> int:
    """How many parts of the tests that use the fixture may go to different workers."""
    found: set[str] = set()
    asking = Asking(sources, fixtures)
    for file, test in sources.tests:
        used = any(
            (request.found and request.found.fixture == fixture) or request.by == fixture
            for request in asking.requests(file, test, again=True)
        ) or any(
            each.fixture == fixture and each.autouse
            for each in fixtures.visible.get(file.path, {}).get(fixture.name, ())
        )
        if used:
            found |= parts(file, test, workers)
        if len(found) > 1:
            break
    return len(found)


def parts(file: SourceFile, test: Test, workers: Workers) -> set[str]:
    """What of the test is run in one worker: the names of its parts; two stand for any number, none where it is not."""
    if not workers.takes(file.path, test):
        return set()
    mode = workers.mode
    if mode == "loadfile":
        return {file.path}
    if mode == "loadscope":
        return {f"{file.path}::{test.class_name}"}
    group = next((mark for mark in test.marks if mark.name == "xdist_group"), None)
    if mode == "loadgroup" and group:
        name = group.expr.argument(0, "name")
        return {f"@{name.text if name else ''}"}
    node = f"{file.path}::{test.class_name}::{test.name}"
    return {node, f"{node}[…]"} if any(mark.name == "parametrize" for mark in test.marks) else {node}
