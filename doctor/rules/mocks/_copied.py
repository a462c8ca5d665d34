"""What is replaced in the module that defines it, while the code under test has a name of its own for it."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import FoundModule, Modules
from doctor.model.outlines import Outlines
from doctor.model.reached import MOST, reached
from doctor.model.record import Record
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.mocks._targets import patched
from doctor.rules.outlined import home_of, meaning

# Fixtures that run nothing of the project's
PLAIN = frozenset(
    "monkeypatch mocker tmp_path tmp_path_factory tmpdir capsys capfd caplog recwarn request subtests".split()  # noqa: SIM905
)
STARTING = ("importlib.", "subprocess.", "runpy.", "sys.modules", "os.system", "multiprocessing.")


class Copies(Record):
    """What is asked of the project's modules."""

    modules: Modules
    outlines: Outlines

    def user(self, slip: Slip, file: SourceFile) -> str:
        """The only module with a copy that the test's code reads, where nothing that it comes to looks at the original;
        else ""."""
        home, rest = home_of(slip.name, file.path, self.modules)
        if home is None or len(rest) != 1 or not self.is_only_defined(home, rest[0]):
            return ""
        mentioned = slip.text.splitlines()
        if slip.name in mentioned or any(each.startswith(STARTING) for each in mentioned):
            return ""
        homes = [found for each in mentioned if (found := home_of(each, file.path, self.modules)[0]) and is_own(found)]
        users = {user for each in mentioned for user in self.copied(each, slip.name, file)}
        is_sure = len(users) == 1 and self.is_blind({*(each.name for each in homes), home.name}, rest[0], file)
        return users.pop() if is_sure else ""

    def is_owned(self, slip: Slip, file: SourceFile) -> bool:
        """Does nothing that the test runs look at what is replaced: it mentions nothing else of the project's?"""
        home, rest = home_of(slip.name, file.path, self.modules)
        if home is None or len(rest) != 1 or not self.is_only_defined(home, rest[0]):
            return False
        for each in slip.text.splitlines():
            found = home_of(f"{each}.", file.path, self.modules)[0]
            if each.startswith(STARTING) or (found is not None and is_own(found)):
                return False
        is_first = all(each.guarded == "" for each in file.imports if each.dotted == slip.name)
        return is_first and self.is_blind({home.name}, rest[0], file)

    def is_only_defined(self, home: FoundModule, name: str) -> bool:
        """Does the module give the name a value, and read it nowhere later?"""
        outline = self.outlines.of(home) if is_own(home) else None
        names = self.modules.names(home) if outline else None
        if outline is None or names is None or name not in names or name in outline.imported:
            return False
        return not any(name in each for each in outline.reads.values())

    def copied(self, mention: str, target: str, file: SourceFile) -> Iterator[str]:
        """The module of what is mentioned, if that reads a copy of what is replaced."""
        whole = meaning(mention, file, self.modules, self.outlines)[-1]
        found, rest = home_of(whole, file.path, self.modules)
        outline = self.outlines.of(found) if found and rest else None
        name = target.rpartition(".")[2]
        if found and outline and name in outline.reads.get(rest[0], ()):
            is_copy = meaning(f"{found.name}.{name}", file, self.modules, self.outlines)[-1] == target
            if is_copy and is_imported_first(found.name, mention, file):
                yield found.name

    def is_blind(self, names: set[str], wanted: str, file: SourceFile) -> bool:
        """Does no module that is reached from these ask a module, or a text, for such a name?"""
        known: set[str] = set()
        for each in reached(sorted(names), file.path, self.modules, known):
            outline = self.outlines.of(each)
            if outline is None or wanted in outline.looked_up:
                return False
        return len(known) < MOST


def is_own(found: FoundModule) -> bool:
    return found.origin in ("project", "cwd") and found.file.endswith(".py")


def is_imported_first(module: str, mention: str, file: SourceFile) -> bool:
    """Is it imported before the tests run, and not by one of them?"""
    imports = [each for each in file.imports if f"{mention}.".startswith(f"{each.dotted}.") or each.module == module]
    return bool(imports) and all(each.guarded == "" for each in imports)


def is_replaced(name: str, files: tuple[SourceFile, ...]) -> bool:
    return any(each.target == name for file in files for each in patched(file))
