"""Which functions come to be run by more than one worker of pytest-xdist."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.record import Record
from doctor.model.sources import Call, Fixture, Fixtures, SourceFile, Sources
from doctor.rules.isolation._owners import SETUPS, Owner
from doctor.rules.spreading import Workers, groups, parts

APART = frozenset({"worker_id", "testrun_uid", "docker_services", "docker_ip", "unused_tcp_port", "free_port"})


class Spread(Record):
    """How the tests are spread."""

    sources: Sources
    fixtures: Fixtures
    workers: Workers

    def parts(self, owner: Owner) -> set[str]:
        """The parts of the tests that run the function; two stand for any number."""
        if owner.fixture:
            return self._of_fixture(owner.fixture)
        if owner.kind == "test":
            return {part for test in owner.tests for part in parts(owner.file, test, self.workers)}
        name = owner.function.class_name
        return {
            part
            for test in owner.file.tests
            if not name or test.class_name == name
            for part in parts(owner.file, test, self.workers)
        }

    def _of_fixture(self, fixture: Fixture) -> set[str]:
        number = groups(fixture, self.workers, self.sources, self.fixtures)
        return {f"{fixture.place}{index}" for index in range(min(number, 2))}


def is_locked(file: SourceFile, function: str) -> bool:
    """Does the function take a lock, so that one worker does the work for all, or ask which worker it is?"""
    for call in file.calls:
        if call.within == function or call.within.startswith(f"{function}.<locals>."):
            if call.name.endswith(("FileLock", "Lock", "SoftFileLock", "lockf", "flock")) or has_own_server(call):
                return True
            if any("PYTEST_XDIST" in (part.text or "") for part in call.expr.parts):
                return True
    return False


def has_own_server(call: Call) -> bool:
    """Does it start a container, which is another one each time unless it is given a name?"""
    owner, _, last = call.name.rpartition(".")
    is_start = "ontainer" in last or (owner.endswith("containers") and last in ("run", "create"))
    return is_start and not call.expr.keyword("name")


def set_up_by(file: SourceFile) -> Iterator[Owner]:
    """The fixtures and set-up functions of the file."""
    fixtures = {each.function: each for each in file.fixtures}
    for function in file.functions:
        if function.is_nested:
            continue
        if function.qualname in fixtures:
            yield Owner("fixture", file, function, fixture=fixtures[function.qualname])
        elif function.name in SETUPS and file.collected:
            yield Owner("setup", file, function)
