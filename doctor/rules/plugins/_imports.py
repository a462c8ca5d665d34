"""The imports that a run comes to: of its own files, and of the project's modules that these import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import FoundModule, Modules, Tree
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.importorskip import is_package_skipped, is_skip, skipped_from
from doctor.rules.kept import kept
from doctor.rules.naming import folder_of, is_within
from doctor.rules.plugins._loaded import above, loaded, tried_before

MOST = 1_500  # modules that are followed
MOST_LINES = 10**9
SHOWN = (
    "example",
    "examples",
    "sample",
    "samples",
    "demo",
    "demos",
    "docs",
    "doc",
    "tutorial",
    "tutorials",
    "templates",
)
# Folders beside the code, which are missing where not all of the project is there. No distribution is meant.
FOLDERS = (
    *("tests", "test", "testing", "tools", "tool", "scripts", "script", "benchmarks", "benchmark", "bench", "docs"),
    *("doc", "examples", "example", "utils", "helpers", "common", "conftest", "fixtures", "data", "samples"),
    *("docs_src", "ci", "src", "lib"),
)
OTHERS = ("pytest", "_pytest")  # of the run's own files: see private-import-moved and removed-pytest-api


class Reached(Record):
    """An import that runs when `root` is imported. `file` is where it is written: `root` itself, or a module that it
    comes to use; then `via` is the import in `root` that leads there. `perhaps` is whether a conftest above may skip
    all of its folder, under a condition that cannot be told; or the file skips itself in its own way, or executes code
    or calls a function that may make the module. `relative` is told of the run's own files alone; `copied` is whether
    what runs is an installed copy of `file`."""

    module: str
    names: tuple[str, ...]
    place: Place
    file: str
    root: SourceFile
    via: Place | None = None
    perhaps: bool = False
    relative: bool = False
    copied: bool = False

    @property
    def importer(self) -> str:
        """The file of the project from which modules are looked for; "" where it is the installed copy that runs."""
        return "" if self.copied else self.file

    @property
    def asked(self) -> tuple[str, ...]:
        """The modules that it may ask for: itself, and those within it that it names."""
        return (self.module, *(f"{self.module}.{name}" for name in self.names if name != "*"))


def reached(sources: Sources, modules: Modules, config: PytestConfig) -> Iterator[Reached]:
    """All of them, those of the run's own files first, without the relative ones there: another rule tells of them."""
    return (each for each in all_reached(sources, modules, config) if not each.relative)


@kept
def all_reached(sources: Sources, modules: Modules, config: PytestConfig) -> tuple[Reached, ...]:
    """With the relative ones. Each module is followed once."""
    own = tuple(of_files(sources, modules, config))
    return (*own, *followed(own, modules))


def of_files(sources: Sources, modules: Modules, config: PytestConfig) -> Iterator[Reached]:
    """What stands in the run's own files."""
    left = {folder_of(each.path): how for each in around(sources) if (how := skips_folder(each, modules))}
    for file in loaded(sources, config, surely=True, modules=modules):
        skipped = (
            {how for folder, how in left.items() if is_within(file.path, folder)} if file.role == "test" else set()
        )
        if "surely" in skipped:
            continue
        end = left_from(file, modules)
        made = min((call.place.line for call in file.calls if may_make_or_leave(call)), default=MOST_LINES)
        asked = asked_for(file)
        for each in file.imports:
            if each.place.line > end > 0:
                continue
            if not each.guarded and each.module.partition(".")[0] not in OTHERS:
                names = (each.name,) if each.name else ()
                made_here = min(made, asked.get(each.module.partition(".")[0], MOST_LINES))
                perhaps = bool(skipped) or each.place.line > made_here
                yield Reached(each.module, names, each.place, file.path, file, None, perhaps, bool(each.level))


def around(sources: Sources) -> Iterator[SourceFile]:
    """What pytest imports before the tests of a folder: the conftest.py, and the packages that they lie in."""
    yield from sources.conftests
    for folder in {folder for file in sources.collected for folder in above(file.path)}:
        package = sources.get(f"{folder}/__init__.py")
        if package and not package.collected:
            yield package


def may_make_or_leave(call: Call) -> bool:
    """Is it code that the file executes, or a function of the project's own that skips the file by its name:
    `skip_if_missing("tool")`?"""
    if call.within:
        return False
    is_other = not call.name.startswith(("pytest.", "unittest."))
    return call.name == "exec" or (is_other and "skip" in call.name.rpartition(".")[2].lower() and call.is_statement)


def asked_for(file: SourceFile) -> dict[str, int]:
    """The modules whose names a function is given, from which line on: `import_or_skip("winreg")` may skip the file,
    and `load("stock.idl", module_name="stock_idl")`, whose value nobody takes, may make the module."""
    return {
        name.partition(".")[0]: call.place.line
        for call in reversed(file.calls)
        if not call.within and not call.name.startswith(("pytest.", "importlib.", "__import__"))
        for name in names_given(call)
    }


def names_given(call: Call) -> Iterator[str]:
    """The texts that may be names of modules."""
    first = call.expr.parts[0].text if call.expr.parts else None
    if first and any(word in call.name.rpartition(".")[2].lower() for word in ("import", "require")):
        yield first
    if call.is_statement:
        yield from (given.text for key, given in call.expr.keywords if "name" in key and given.text)


def left_from(file: SourceFile, modules: Modules) -> int:
    """The line from which on the file is not read, for it skips itself there; 0 if it does not."""
    skips_itself = [call.place.line for call in file.calls if is_skip(call) and skips(call, file, modules) == "surely"]
    return min((line for line in (skipped_from(file, modules), *skips_itself) if line), default=0)


def skips_folder(conftest: SourceFile, modules: Modules) -> str:
    """Does the conftest or package skip itself, and with it all tests of its folder: "surely", "perhaps" or not at all
    ("")? A skip where an import fails, or a module is not found, is judged by what is there."""
    if skipped_from(conftest, modules):
        return "surely"
    found = {how for call in conftest.calls if is_skip(call) and (how := skips(call, conftest, modules))}
    return "surely" if "surely" in found else "perhaps" if found else ""


def skips(call: Call, conftest: SourceFile, modules: Modules) -> str:
    if not call.branch and not call.guarded:
        return "surely"
    if "/" in call.branch:
        return "perhaps"
    kind, _, line = call.branch.partition(":")
    if kind == "except" and (tried := tried_before(call, conftest)):
        return "surely" if any(modules.find(each.module, conftest.path) is None for each in tried) else ""
    asked = [
        name.text
        for each in conftest.calls_of("importlib.util.find_spec", "pkgutil.find_loader")
        if kind == "if" and str(each.place.line) == line and (name := each.expr.argument(0, "name")) and name.text
    ]
    if not asked:
        return "perhaps"
    return "surely" if any(modules.find(name, conftest.path) is None for name in asked) else ""


def followed(own: Iterable[Reached], modules: Modules) -> Iterator[Reached]:
    """The imports within the project's modules, breadth first."""
    waiting = sorted(own, key=lambda each: each.relative)  # the way to a module is told by one that is absolute
    seen: set[str] = {each.file for each in waiting}
    for each in waiting:  # it grows
        for found, copied in own_modules(each, modules):
            if found.file in seen or len(seen) > MOST:
                continue
            seen.add(found.file)
            for inner in modules.imports(found):
                via = each.via or each.place
                where = (inner.place, found.file, each.root, via, each.perhaps)
                more = Reached(inner.module, inner.names, *where, copied=copied)
                waiting.append(more)
                yield more


def own_modules(each: Reached, modules: Modules) -> Iterator[tuple[FoundModule, bool]]:
    """The project's modules that the import runs: packages around it, itself, and submodules that it names. Whether
    what runs is an installed copy of it is told, too."""
    parts = each.module.split(".")
    outer = [".".join(parts[:count]) for count in range(1, len(parts) + 1)]
    for name in (*outer, *each.asked[1:]):
        found = modules.find(name, each.importer)
        if found is None:
            if name in outer:
                return
        elif found.origin in ("project", "cwd"):
            if found.file.endswith(".py"):
                yield found, False
        elif source := modules.source_of(found):
            yield source, True
        else:
            return


def is_installed(name: str, modules: Modules) -> bool:
    """Is it in the environment, whatever the tests put before that on sys.path? Not by a link to the source."""
    found = modules.at_start(name)
    return found is not None and found.origin == "site"


def lost_module(each: Reached, modules: Modules) -> str | None:
    """The outermost module of the import that is not there."""
    if modules.find(each.module, each.importer) is not None:
        return None
    parts = each.module.split(".")
    for count in range(1, len(parts) + 1):
        name = ".".join(parts[:count])
        if modules.find(name, each.importer) is None:
            return name if modules.certain(name, each.importer) else None
    return None


def may_give(module: FoundModule, name: str, modules: Modules) -> bool:
    """May the module have this name?"""
    if modules.binds(module, name):  # far cheaper than to ask for all names
        return True
    names = modules.names(module)
    return names is None or name in names


def imports_absent(module: str, sources: Sources, modules: Modules) -> bool:
    """Do conftests or test files import a module that is not there, and that pytest comes to?"""
    files = (file for file in sources if file.collected or file.role == "conftest")
    return any(
        each.module.partition(".")[0] == module
        and not each.guarded
        and modules.find(module, file.path) is None
        and modules.certain(module, file.path)
        and not is_package_skipped(file, sources, modules)
        for file in files
        for each in file.imports
    )


def at_home(top: str, tree: Tree, importer: str) -> bool:
    """Is it a module of the project, only not on sys.path?"""
    return bool(homes(top, tree, importer))


def homes(name: str, tree: Tree, importer: str) -> list[str]:
    """The folders of the project from which this file may want to import it: not an example's, from without."""
    path = name.replace(".", "/")
    ends = (f"{path}.py", f"{path}/__init__.py")
    found = {file[: -len(end)].rstrip("/") for end in ends for file in tree.named(end)}
    found = {folder for folder in found if not tree.has(f"{folder}/__init__.py")}  # what lies in a package is not top
    shown = {folder for folder in found if (apart := apart_of(folder)) and not is_within(importer, apart)}
    return sorted(found - shown, key=lambda folder: (folder != "src", len(folder), folder))


def apart_of(folder: str) -> str:
    """The folder of examples around this one, "" for none."""
    parts = folder.split("/")
    at = next((count for count, part in enumerate(parts, 1) if part.lower() in SHOWN), 0)
    return "/".join(parts[:at])
