"""An attribute or method of pytest's objects is used that is gone.

## Why

`item.get_marker` went with pytest 4.0, `config._metadata` with pytest-metadata 3.0, `slaveinput` with pytest-xdist 2.0.
What uses them stops with an AttributeError: in a hook that is an INTERNALERROR, and no test is run.

See https://docs.pytest.org/en/stable/deprecations.html#removed-features-and-breaking-changes.

## Instead

Use the successor that the message names.

## Fix safety

The successor is written in its place. It may answer otherwise in rare cases, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.compatibility import satisfies
from doctor.model.config import PytestConfig
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.rewrites import RenameWord
from doctor.model.sources import SourceFile, Sources
from doctor.rules.phrases import uses
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule


class Gone(Record):
    """`name` on one of `objects`; `new` is a name that stands in for it, "" where more has to be written (`cure`)."""

    name: str
    objects: tuple[str, ...]
    distribution: str
    version: str
    new: str
    cure: str = ""


NODES = ("item", "request.node", "node", "self.request.node")
GONE = (
    Gone("get_marker", NODES, "pytest", "4.0", "get_closest_marker"),
    Gone("getfuncargvalue", ("request", "self.request"), "pytest", "4.0", "getfixturevalue"),
    Gone("cached_setup", ("request",), "pytest", "4.0", "", "write a fixture with a scope"),
    Gone("addcall", ("metafunc",), "pytest", "4.0", "", "call metafunc.parametrize"),
    Gone("slaveinput", ("node", "config", "request.config", "session.config"), "pytest-xdist", "2.0", "workerinput"),
    Gone("slaveoutput", ("node", "config", "request.config", "session.config"), "pytest-xdist", "2.0", "workeroutput"),
    Gone(
        "_metadata",
        ("config", "request.config", "session.config", "pytestconfig"),
        "pytest-metadata",
        "3.0",
        "",
        "write config.stash[metadata_key], with `from pytest_metadata.plugin import metadata_key`",
    ),
)


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig, distributions: Distributions) -> Iterator[Problem]:
    known = [(gone, version_of(gone, config, distributions)) for gone in GONE]
    gone = {gone: version for gone, version in known if version and satisfies(version, f">={gone.version}")}
    found: dict[Gone, list[Place]] = {}
    for file in loaded(sources, config, surely=True):
        for each, place in uses_of(file, tuple(gone)):
            found.setdefault(each, []).append(place)
    for each, places in found.items():
        yield problem(each, places, gone[each])


def version_of(gone: Gone, config: PytestConfig, distributions: Distributions) -> str:
    if gone.distribution == "pytest":
        return config.pytest_version
    found = distributions.get(gone.distribution)
    return found.version if found and distributions.complete else ""


def uses_of(file: SourceFile, gone: tuple[Gone, ...]) -> Iterator[tuple[Gone, Place]]:
    """Calls and writes: what is only read is not known of."""
    for call in file.calls:
        if not call.guarded and not call.branch:
            yield from ((each, call.place) for each in gone if is_of(call.name, each))
    for write in file.writes:
        if not write.guarded:
            yield from ((each, write.place) for each in gone if is_of(write.name, each))


def is_of(name: str, gone: Gone) -> bool:
    if f".{gone.name}" not in name:
        return False
    owner, _, rest = name.partition(f".{gone.name}")
    return owner in gone.objects and (not rest or rest[0] in ".[(")


def problem(gone: Gone, places: list[Place], version: str) -> Problem:
    owner = gone.objects[0]
    return Problem(
        place=places[0],
        message=f"'{owner}.{gone.name}' was removed in {gone.distribution} {gone.version}, and this is {version}",
        label=f"not in {gone.distribution} {version}",
        related=uses(places[1:], "and here"),
        consequence=f"AttributeError: no attribute '{gone.name}': an INTERNALERROR in a hook, and no test is run",
        help=gone.cure or f"write '{gone.new}'",
        fix=Fix(
            f"write '{gone.new}' in place of '{gone.name}'",
            tuple(RenameWord(place, gone.name, gone.new) for place in places),
        )
        if gone.new
        else None,
    )
