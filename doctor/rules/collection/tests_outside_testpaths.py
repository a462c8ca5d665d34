"""Test files lie outside the folders that `testpaths` names, so a plain `pytest` never runs them.

## Why

`testpaths` is where pytest looks when it is called without arguments from the rootdir. Test files in other places are
collected only when somebody names them, and a file that nobody names is not missed.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-testpaths and
https://github.com/HomericIntelligence/Mnemosyne/pull/2770.

## Instead

Add the folder to `testpaths`, or move the files. When they are run by a call of their own, ignore this rule for them.

## Fix safety

The folder is added to testpaths. The tests that start to run may need what this call does not give them, so it is not
done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources
from doctor.rules.cures import item_added
from doctor.rules.lists import is_parted_by_commas
from doctor.rules.naming import file_fits, folder_of, is_within, patterns, words_of
from doctor.rules.phrases import plural
from doctor.rules.registry import rule

OWN_CONFIG = (
    "pytest.ini",
    ".pytest.ini",
    "pytest.toml",
    ".pytest.toml",
    "pyproject.toml",
    "setup.py",
    "setup.cfg",
    "tox.ini",
)
ON_PURPOSE = {
    *(
        "doc",
        "example",
        "sample",
        "demo",
        "vendor",
        "vendored",
        "third",
        "3rd",
        "thirdparty",
        "3rdparty",
        "extern",
        "external",
        "template",
        "cookiecutter",
    ),
    *(
        "fixture",
        "data",
        "testdata",
        "integration",
        "e2e",
        "end",
        "functional",
        "acceptance",
        "system",
        "smoke",
        "perf",
    ),
    *("performance", "bench", "benchmark", "load", "stress", "manual", "slow", "contrib", "script", "tool", "build"),
    *("dist", "snippet", "notebook", "legacy", "old", "ui", "gui", "downstream", "install", "packaging", "release"),
    *("archive", "archived", "attic", "deprecated", "obsolete", "sandbox", "experimental", "scratch", "raw"),
}


@rule(severity=Severity.WARNING, since="0.1")
def check(
    config: PytestConfig, ini: IniValues, command_line: CommandLine, sources: Sources, tree: Tree, calls: Calls
) -> Iterator[Problem]:
    setting = ini.get("testpaths")
    if not config.paths_from_testpaths or not setting or not setting.place or config.rootdir != ".":
        return
    if not setting.place.is_file:
        return  # -o testpaths=… is meant for this call
    if is_parted_by_commas(config, "testpaths"):
        return  # see comma-in-list
    modules = config.starts if command_line.last("--pyargs") else ()
    globs, left = patterns(ini, "python_files"), left_by_name(ini)
    words = (*calls.handed, *(word.text for call in calls.calls for word in call.words))
    called = {word.partition("::")[0].rstrip("/") for word in words} - {"", "."}
    lost: dict[str, list[SourceFile]] = {}
    imported = {each for file in sources.collected for item in file.imports for each in (item.module, item.dotted)}
    for file in sources:
        is_test = not file.collected and file.role == "test" and file.tests and file_fits(file.path, globs)
        outside = is_test and not any(is_within(file.path, path) for path in config.starts)
        if any(is_within(file.path, path) for path in called) or any(fits_glob(file.path, glob) for glob in left):
            continue  # they are run by a call of their own, or left out by name
        if any(f"/{module.replace('.', '/')}/" in f"/{file.path}" for module in modules):
            continue  # they are run where the package is installed
        if (
            outside
            and module_names(file.path).isdisjoint(imported)
            and (has_sibling(folder_of(file.path), config.starts) or not apart(file.path, tree))
        ):
            lost.setdefault(folder_of(file.path), []).append(file)
    for folder, files in lost.items():
        yield problem(folder, files, setting.place, config)


def left_by_name(ini: IniValues) -> tuple[str, ...]:
    """The project's own `norecursedirs`; all folders, where these cannot be read (see unbalanced-quote)."""
    own = ini.get("norecursedirs")
    if own is None or own.origin == "default":
        return ()
    return tuple(map(str, own.value)) if isinstance(own.value, (list, tuple)) else ("*",)


def fits_glob(path: str, glob: str) -> bool:
    return any(fnmatchcase(part, glob) for part in folder_of(path).split("/"))


def module_names(path: str) -> set[str]:
    """The names under which the file may be imported, as base classes for tests are: then its tests run there."""
    parts = path.removesuffix(".py").split("/")
    return {".".join(parts[start:]) for start in range(len(parts))}


def has_sibling(folder: str, paths: tuple[str, ...]) -> bool:
    """Is one like it named: `packages/mail/tests` where this is `packages/shop/tests`?"""
    parts = folder.split("/")
    for path in paths:
        others = path.split("/")
        pairs = list(zip(parts, others, strict=False))
        if 2 <= len(others) <= len(parts) and sum(one != other for one, other in pairs) == 1 and parts[0] == others[0]:
            return parts[len(others) - 1] == others[-1]
    return False


def apart(path: str, tree: Tree) -> bool:
    """Does the file belong to something of its own, such as a package of a monorepo?"""
    folder = folder_of(path)
    while folder:
        if not set(OWN_CONFIG).isdisjoint(tree.folders.get(folder, ())):
            return True
        folder = folder_of(folder)
    return False


def problem(folder: str, files: list[SourceFile], setting: Place, config: PytestConfig) -> Problem:
    purpose = not ON_PURPOSE.isdisjoint(words_of(folder))
    first = files[0]
    tests = sum(len(file.tests) for file in files)
    where = f"'{first.path}'" if len(files) == 1 else f"{plural(len(files), 'test file')} in '{folder or '.'}'"
    return Problem(
        place=Place(first.path, 1, 1),
        message=f"{where} with {plural(tests, 'test')} outside testpaths ({' '.join(config.paths)})",
        label="not collected",
        related=(
            Related(setting, "testpaths is set here"),
            *(Related(Place(file.path, 1, 1), "nor is this") for file in files[1:]),
        ),
        consequence="a plain 'pytest' never runs these tests, without a word",
        help=f"add '{folder or first.path}' to testpaths, or move the tests",
        fix=item_added(config, "testpaths", folder or first.path),
        severity=Severity.NOTE if purpose else Severity.WARNING,
        confidence=Confidence.MEDIUM,
    )
