"""Which modules of the project define what a dotted name says."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import FoundModule, Modules
from doctor.model.outlines import Outline, Outlines
from doctor.model.results import VALUED
from doctor.model.sources import SourceFile

MOST_HOPS = 4


def outlined(name: str, file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[tuple[Outline, str]]:
    """Modules of the project that may define a dotted name, each with the name that the function has there."""
    module, _, last = name.rpartition(".")
    outer, _, klass = module.rpartition(".")
    for home, wanted in ((module, last), (outer, f"{klass}.{last}")):
        found = modules.find(home, file.path) if home else None
        outline = outlines.of(found) if found else None
        if outline is not None:
            yield outline, wanted


def gives_no_function(name: str, file: SourceFile, modules: Modules, outlines: Outlines) -> bool:
    """Is it known of the function of this dotted name, Python's or the project's, that it returns no other one?"""
    is_own = bool(file.function(name)) or file.value(name) is not None
    is_known = name in VALUED and not is_own
    return is_known or any(last in each.valued for each, last in outlined(name, file, modules, outlines))


def meaning(name: str, file: SourceFile, modules: Modules, outlines: Outlines) -> list[str]:
    """A dotted name, and what it stands for through the imports of the project's modules, one after the other:
    "shop.clock.datetime", "datetime.datetime"."""
    ways, importer = [name], file.path
    for _ in range(MOST_HOPS):
        home, rest = home_of(ways[-1], importer, modules)
        outline = outlines.of(home) if home and rest else None
        target = outline.imported.get(rest[0]) if outline else None
        if home is None or target is None:
            break
        ways.append(".".join((target, *rest[1:])))
        importer = home.file
    return ways


def home_of(name: str, importer: str, modules: Modules) -> tuple[FoundModule | None, list[str]]:
    """The longest part of a dotted name that is a module, and what is behind it."""
    parts = name.split(".")
    for count in range(len(parts) - 1, 0, -1):
        if found := modules.find(".".join(parts[:count]), importer):
            return found, parts[count:]
    return None, parts


def is_shadowed(name: str, file: SourceFile, outlines: Outlines) -> bool:
    """May the first word of a dotted name, an import's or a builtin's, stand for something else in the file?"""
    outline = outlines.of(FoundModule(file.path, "project", file.path))
    begun = [each.alias for each in file.imports if f"{name}.".startswith(f"{each.dotted}.")]
    return outline is None or not outline.shadowed.isdisjoint((*begun, name.partition(".")[0]))
