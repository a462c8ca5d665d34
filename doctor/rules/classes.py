"""Classes of the project through their bases, as far as the project's own files tell."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.sources import Class, SourceFile, Sources

PLAIN = frozenset({"object", "abc.ABC", "typing.Generic", "typing_extensions.Generic"})
ASYNC_CASES = frozenset({"unittest.IsolatedAsyncioTestCase", "unittest.async_case.IsolatedAsyncioTestCase"})
TESTCASES = ASYNC_CASES | {"unittest.TestCase", "unittest.case.TestCase"}
# Libraries whose classes called …TestCase derive from unittest's
CASE_LIBRARIES = frozenset(
    """aiohttp aiounittest absl asynctest channels django fixtures flask_testing graphene_django hypothesis oslotest
    pyfakefs rest_framework snapshottest starlette tensorflow testtools torch tornado trytond twisted unittest
    unittest2 wagtail zope""".split()  # noqa: SIM905
)
MAX_HOPS = 6


def is_case(base: str) -> bool:
    """Does this class of a library derive from unittest.TestCase for sure?"""
    return base.partition(".")[0] in CASE_LIBRARIES and base.endswith("TestCase")


def speaks_of(klass: Class, name: str) -> bool:
    return name in klass.methods or klass.attribute(name) is not None


class Found(Record):
    """A class of the project and the file that defines it."""

    file: SourceFile
    klass: Class

    @property
    def key(self) -> Place:
        """Tells classes apart, and is quickly compared."""
        return self.klass.place


class World(Record):
    """Where classes are looked up."""

    sources: Sources
    modules: Modules

    def file_of(self, module: str, importer: str) -> SourceFile | None:
        """The project's file that an import of this module finds."""
        found = self.modules.find(module, importer)
        return self.sources.get(found.file) if found else None

    def find(self, name: str, file: SourceFile, hops: int = MAX_HOPS) -> Found | None:
        """The class that a dotted name stands for in a file, through imports of imports."""
        klass = file.class_(name)
        if klass:
            return Found(file, klass)
        module, _, last = name.rpartition(".")
        if not module or not hops:
            return None
        other = self.file_of(module, file.path)
        if other is None:
            return None
        klass = other.class_(last)
        if klass:
            return Found(other, klass)
        for each in other.imports:
            if each.alias == last and each.name not in ("", "*"):
                return self.find(each.dotted, other, hops - 1)
        return None

    def lineage(self, found: Found) -> Iterator[Found | str]:
        """The class and its bases, nearest first; a base that is not of the project comes as its dotted name."""
        waiting, seen = [found], {found.key}
        while waiting:
            here = waiting.pop(0)
            yield here
            for base in here.klass.bases:
                name = str(base.value or "").replace("[]", "")
                other = self.find(name, here.file) if name else None
                if other is None:
                    yield name or "?"
                elif other.key not in seen:
                    seen.add(other.key)
                    waiting.append(other)

    def strangers(self, found: Found) -> tuple[str, ...]:
        """Bases anywhere above that are neither of the project nor known to do nothing."""
        return tuple(each for each in self.lineage(found) if isinstance(each, str) and each not in PLAIN)

    def is_testcase(self, name: str, file: SourceFile) -> bool:
        """Does the class derive from unittest.TestCase for sure? The name alone does not tell: a library may call one
        of its helpers so."""
        found = self.find(name, file)
        bases = [each for each in self.lineage(found) if isinstance(each, str)] if found else []
        return any(is_case(each) for each in bases)

    def methods(self, found: Found) -> Iterator[tuple[str, Place | None]]:
        """Methods, also inherited ones, with the place of their names."""
        for each in self.lineage(found):
            if isinstance(each, Found):
                for name in each.klass.methods:
                    function = each.file.function(f"{each.klass.qualname}.{name}")
                    yield name, function.place if function else None

    def giver(self, found: Found, name: str) -> Found | None:
        """The class, or the base of the project, that the method comes from: the only one that speaks of it, and no
        class of a library may come before."""
        givers = [each for each in self.lineage(found) if isinstance(each, Found) and speaks_of(each.klass, name)]
        if len(givers) != 1 or name not in givers[0].klass.methods:
            return None
        return givers[0] if self._comes_first(givers[0], found) else None

    def _comes_first(self, giver: Found, found: Found) -> bool:
        waiting, seen = [found], set[Place]()
        while waiting:
            here = waiting.pop()
            if here.key == giver.key:
                return True
            seen.add(here.key)
            names = [str(base.value or "?").replace("[]", "") for base in here.klass.bases]
            above = [self.find(name, here.file) for name in names if name not in PLAIN]
            known = above[: above.index(None)] if None in above else above
            waiting = [] if None in above else waiting  # what comes behind is not looked at
            waiting += [each for each in reversed(known) if each and each.key not in seen]
        return False

    def opts_out(self, found: Found) -> bool:
        """Is `__test__ = False` in force? What cannot be told counts as such."""
        for each in self.lineage(found):
            value = each.klass.attribute("__test__") if isinstance(each, Found) else None
            if value is not None:
                return value.kind != "constant" or not value.value
        return False
