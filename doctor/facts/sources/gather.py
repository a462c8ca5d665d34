"""Gathers the files: conftests first, then what the call collects, then what these draw on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from doctor.facts.sources.classify import Classifier
from doctor.facts.sources.collect import Collection
from doctor.facts.sources.files import Files
from doctor.facts.sources.hidden import is_built_copy, is_hidden
from doctor.facts.sources.locate import Locator, roots
from doctor.facts.sources.patterns import Patterns
from doctor.facts.sources.stored import StoredFile, placed
from doctor.facts.tree import beyond
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation
from doctor.model.plugins import Kind, Plugins, Provided
from doctor.model.sources import Call, Fixture, Mark, SourceFile, Sources, Test

MAX_OTHERS = 2_000  # test files that are not collected
NEARLY_CONFTEST = ("confest.py", "conftes.py", "conftst.py")
MAX_MODULES = 1_000  # modules that are drawn on


class Gathering:
    """One call's files under way."""

    def __init__(
        self,
        invocation: Invocation,
        config: PytestConfig,
        ini: IniValues,
        command_line: CommandLine,
        plugins: Plugins,
        tree: Tree,
    ) -> None:
        self._project = invocation.project
        self._config = config
        self._command_line = command_line
        self._plugins = plugins
        self._tree = tree = beyond(tree, self._project, config.starts)
        self._patterns = Patterns(ini)
        self._read = Files(invocation, tree.files)
        self._locator = Locator(tree, roots(self._project, config, ini))
        self._files: dict[str, StoredFile] = {}
        self._special: set[str] | None = None  # names of fixtures and async functions, of all files
        self._classifier = Classifier(self._patterns, self.look)

    def sources(self) -> Sources:
        conftests = self._conftests()
        self._take(conftests, "conftest")
        known = {path: self._read.get(path) for path in conftests}
        collection = Collection(
            self._project, self._config, self._command_line, self._patterns, self._tree, known
        ).files()
        self._read.read(collection)
        self._take(collection, "test", collected=True)
        self._take(self._local_plugins(), "plugin")
        self._take_others()
        self._take_modules()
        self._special = None  # somebody may have asked before all files were there
        return Sources(self._files)

    def _take(self, paths: Iterable[str], role: str, collected: bool = False) -> None:
        for path in paths:
            if path not in self._files:
                file = self._read.get(path)
                late: dict[str, Callable[[StoredFile], Any]] = {
                    "tests": self._tests,
                    "provided": self._provided,
                    "referenced": self._referenced,
                }
                if file.has("imported_marks"):
                    late["marks"] = self._marks
                    late["fixtures"] = self._fixtures
                if file.asked:
                    late["calls"] = self._calls
                self._files[path] = placed(file, role, collected, late)

    def _conftests(self) -> list[str]:
        """All conftests of the project, and those above it that pytest comes to, but none in folders that it skips."""
        loaded = [plugin.file for plugin in self._plugins if plugin.kind is Kind.CONFTEST and plugin.file]
        there = self._tree.named("conftest.py")
        seen = [path for path in there if not is_hidden(path, self._config, self._patterns.norecurse)]
        return list(dict.fromkeys((*seen, *loaded)))

    def _local_plugins(self) -> list[str]:
        """The project's modules that `-p` or `pytest_plugins` load, also those that these load in turn."""
        found: dict[str, None] = {}
        for plugin in self._plugins:
            path = plugin.file
            if plugin.kind is Kind.INSTALLED:
                path = self._locator.find(plugin.module.partition(":")[0], "") or ""
            if plugin.kind is not Kind.CONFTEST and path in self._tree.files and path.endswith(".py"):
                found[path] = None
        waiting = [(name, path) for path, file in self._files.items() for name in file.loads]
        while waiting:
            name, importer = waiting.pop(0)
            path = self._locator.find(name, importer) or ""
            if path and path not in found:
                found[path] = None
                waiting += [(inner, path) for inner in self._read.get(path).loads]
        return list(found)

    def _take_others(self) -> None:
        """Files that are named like tests, or look like them, and are not collected."""
        others = [path for path in sorted(self._tree.files) if path not in self._files and self._is_other(path)]
        tests = {path for path in others if self._patterns.is_file(f"/{path}")}
        first = others[:MAX_OTHERS]
        self._read.read(path for path in first if path in tests)
        self._read.look_into(path for path in first if path not in tests)
        wanted = (path for path in others if path in tests or self._read.bears_on_tests(path))
        for path in islice(wanted, MAX_OTHERS):
            self._take([path], "test" if path in tests else "module")

    def _is_other(self, path: str) -> bool:
        """Is it named like a test, or does it look like one, and is not left out on purpose?"""
        if not path.endswith(".py") or not ("test" in path.lower() or path.endswith(NEARLY_CONFTEST)):
            return False
        may_be_left = not self._patterns.is_file(f"/{path}") or is_built_copy(path)
        return not (may_be_left and is_hidden(path, self._config, self._patterns.norecurse))

    def _take_modules(self) -> None:
        """Modules of the project that these files import, as far as they hold what tests may draw on; then those that
        these import in turn."""
        waiting = list(self._files)
        left = MAX_MODULES
        while waiting and left:
            leads = [(path, *lead) for path in waiting for lead in self._leads(path) if lead[0] not in self._files]
            strong = dict.fromkeys(found for _, found, _, is_strong in leads if is_strong or _is_testish(found))
            self._read.read([*strong][:left])
            self._read.look_into([*dict.fromkeys(found for _, found, _, _ in leads if found not in strong)][:left])
            waiting = []
            for path, found, name, is_strong in leads:
                is_wanted = is_strong or _is_testish(found) or self._read.bears_on_tests(found)
                if left and found not in self._files and (is_wanted or self._is_async(name, found, path)):
                    self._take([found], "module")
                    waiting.append(found)
                    left -= 1

    def _is_async(self, name: str, found: str, path: str) -> bool:
        """Is it an async function that the file at `path` calls, and does nothing with its result?"""
        return name in self._files[path].asked and self._read.is_async(found, name)

    def _leads(self, path: str) -> Iterator[tuple[str, str, bool]]:
        """The file that a lead comes to, the name that is imported, and whether it is strong."""
        file = self._files[path]
        passes_on = file.role == "module" and self._patterns.are_usual  # then a byte search tells what is worth it
        for module, name, is_strong in file.leads:
            for found in self._locator.name(module, name, path):
                if found:
                    yield found, name, is_strong and not (name == "*" and passes_on)

    # What is worked out when it is asked for

    def look(self, file: SourceFile, dotted: str) -> tuple[SourceFile, str] | None:
        """The file of the project that defines a dotted name as `file` sees it, and the name there."""
        for _ in range(5):  # through modules that only pass names on
            module, _, name = dotted.rpartition(".")
            path = self._locator.find(module, file.path) if module else None
            found = self._files.get(path) if path else None
            if not found or found.path == file.path:
                return None
            passed = next((each for each in found.imports if each.alias == name and each.name not in ("", "*")), None)
            if passed is None or found.function(name) or found.class_(name):
                return found, name
            file, dotted = found, passed.dotted
        return None

    def _tests(self, file: StoredFile) -> tuple[Test, ...]:
        return self._classifier.tests(file)

    def _marks(self, file: StoredFile) -> tuple[Mark, ...]:
        """The file's own marks, and those that it takes from variables of other files."""
        from doctor.facts.sources.marks import Names, aliased

        marks: list[Mark] = list(file.own("marks"))
        for use in file.imported_marks:
            found = self.look(file, use.name)
            if found:
                source, name = found
                names = Names(list(source.assigned), list(source.imports))
                for value in names.values.get(name, ()):
                    made = names.marks(aliased(use.expr, value))
                    marks += [use.replace(name=mark, expr=expr) for mark, _, expr in made]
        return tuple(sorted(marks, key=lambda mark: mark.place))

    def _fixtures(self, file: StoredFile) -> tuple[Fixture, ...]:
        """The file's own fixtures, and those whose decorator is a variable of another file."""
        from doctor.facts.sources.marks import fixture_by

        fixtures: list[Fixture] = list(file.own("fixtures"))
        for use in file.imported_marks:
            function = file.function(use.owner) if use.target == "function" else None
            found = self.look(file, use.name) if function else None
            value = found[0].value(found[1]) if found else None
            made = fixture_by(function, use.expr, value) if function and value else None
            if made:
                fixtures.append(made)
        return tuple(sorted(fixtures, key=lambda fixture: fixture.place))

    def _calls(self, file: StoredFile) -> tuple[Call, ...]:
        """The file's calls. Those of helpers are read only where some name of theirs is one of a fixture, or async."""
        if self._special is None:
            self._special = {name for each in self._files.values() for name in each.special}
        calls: tuple[Call, ...] = file.own("calls")
        return calls if self._special.isdisjoint(file.asked) else self._read.thoroughly(file.path).calls

    def _referenced(self, file: StoredFile) -> tuple[str, ...]:
        """Few files are asked for it, and these are read once more."""
        names = [*(each.name for each in file.functions), *(each.name for each in file.classes)]
        return self._read.referenced(file.path, names)

    def _provided(self, file: StoredFile) -> Provided:
        """What a conftest or local plugin brings to the run."""
        return next((plugin.provided for plugin in self._plugins if plugin.file == file.path), Provided())


def _is_testish(path: str) -> bool:
    return any(word in path.lower() for word in ("test", "fixture", "conftest"))
