"""The classes of the files that are collected, for rules that ask why their tests do not run."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues
from doctor.model.environment import Modules
from doctor.model.record import Record
from doctor.model.sources import Class, SourceFile, Sources
from doctor.rules.classes import Found, World
from doctor.rules.naming import fits, patterns


class Seen(Record):
    """A class without a `__test__` of its own. `prefixes` and `names` are python_classes and python_functions."""

    file: SourceFile
    klass: Class
    world: World
    prefixes: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def found(self) -> Found:
        return Found(self.file, self.klass)

    @property
    def is_named(self) -> bool:
        """Does a pattern of python_classes fit it?"""
        return fits(self.klass.name, self.prefixes)

    def is_called(self, *parts: str) -> bool:
        """Is one of these words in its name?"""
        return any(part in self.klass.name.lower() for part in parts)


def classes(ini: IniValues, sources: Sources, modules: Modules) -> Iterator[Seen]:
    prefixes, names = patterns(ini, "python_classes"), patterns(ini, "python_functions")
    world = World(sources, modules)
    for file in sources.collected:
        for klass in file.classes:
            if klass.attribute("__test__") is None:
                yield Seen(file, klass, world, prefixes, names)
