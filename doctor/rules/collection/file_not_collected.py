"""A file with tests has a name that matches no `python_files` pattern, so none of its tests run.

## Why

pytest looks into files named `test_*.py` or `*_test.py`, or as `python_files` says. A file beside the tests with
another name is passed over without a word: `tests/integration_test_state.py` looks collected and never was. One that
a call in CI, a Makefile or the like names by its path is meant to be left out of the others, also where that call is
commented out. One whose tests all do nothing (`pass`) is something that a tool is tried on: nothing is lost with it.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-python_files.

## Instead

Rename the file, or add a pattern to `python_files` (which replaces the default: repeat what is still wanted).

## Fix safety

The tests that start to run may fail, so the file is not added to `python_files` unasked.

It is a note for names that tell nothing, or that the file is not to be run (`skip_test_orders.py`), and in a project
that has neither tests that pytest collects, nor settings for pytest, nor asks for it: there another runner is used. So
it is where nothing speaks of pytest, and CI, a Makefile or the like calls `manage.py test`, `python -m unittest` or
another runner.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import IniValues, PytestConfig
from doctor.model.environment import Declared, Tree
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, Function, SourceFile, Sources
from doctor.rules.cures import item_added, key_set
from doctor.rules.lists import holds_regex, is_parted_by_commas
from doctor.rules.naming import file_fits, fits, folder_of, is_within, patterns, words_of
from doctor.rules.other_runner import has_other_runner
from doctor.rules.phrases import never_run
from doctor.rules.registry import rule

ELSEWHERE = {
    "doc",
    "example",
    "sample",
    "demo",
    "vendor",
    "vendored",
    "third",
    "fixture",
    "data",
    "testdata",
    "template",
}
ON_DEMAND = {
    "snippet",
    "script",
    "bench",
    "benchmark",
    "perf",
    "performance",
    "locust",
    "manual",
    "load",
    "stress",
    "run",
}
HELPERS = {
    "util",
    "utils",
    "helper",
    "helpers",
    "tools",
    "support",
    "base",
    "common",
    "factories",
    "mixins",
    "settings",
}
OFF = {
    *("skip", "skipped", "disable", "disabled", "off", "old", "obsolete", "broken", "wip", "todo", "draft"),
    *("legacy", "deprecated", "unused", "unneeded", "uneeded", "archive", "archived"),
}
MANY = 10
SHAPES = ("test[A-Z]*", "tests_*", "tests-*", "test-*", "test.*", "*_tests", "*-tests", "*-test", "*.tests")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig,
    ini: IniValues,
    sources: Sources,
    fixtures: Fixtures,
    plugins: Plugins,
    declared: Declared,
    tree: Tree,
    calls: Calls,
) -> Iterator[Problem]:
    if is_parted_by_commas(config, "python_files") or holds_regex(config, "python_files"):
        return  # see comma-in-list and pattern-is-regex
    globs = patterns(ini, "python_files")
    if not any("*" in glob for glob in globs):
        return  # the files are named one by one, so that others are left out on purpose
    # config-file-hidden and section-not-read speak of the first
    unread = (*patterns_not_read(config), *patterns_of_calls(calls))
    others = [
        each
        for each in sources
        if is_candidate(each, config, globs) and not file_fits(each.path, unread) and not is_called(each.path, calls)
    ]
    if not others:
        return
    imported = {each.module.rpartition(".")[2] for file in sources for each in file.imports}
    imported |= {each.name for file in sources for each in file.imports}
    imported |= {name.rpartition(".")[2] for file in sources for name in file.provided.plugins}
    lost: dict[tuple[str, bool], dict[str, list[Function]]] = {}  # those of one shape are one finding
    for file in others:
        stem = stem_of(file.path)
        tests = tests_in(file, ini, fixtures)
        is_django = stem == "tests" and plugins.of_distribution("pytest-django") is not None
        company = is_django or (has_company(file, sources) and not is_among_data(file.path, tree))
        if not all(test.empty for test in tests) and stem not in imported and company:
            lost.setdefault((shape(file.path), says_test(file.path)), {})[file.path] = tests
    is_used = bool(sources.collected or declared.get("pytest") or is_configured(config))
    is_used = is_used and not (lost and has_other_runner(sources, declared, config, calls))
    for (glob, clear), found in lost.items():
        yield problem(found, glob, clear and is_used, globs, ini, config)


def is_configured(config: PytestConfig) -> bool:
    """Does a file speak to pytest? One that is called after it does, even if it says nothing."""
    file = config.configfile
    name = file.file.rpartition("/")[2].removeprefix(".") if file else ""
    return file is not None and (bool(file.settings) or name in ("pytest.ini", "pytest.toml"))


def is_candidate(file: SourceFile, config: PytestConfig, globs: tuple[str, ...]) -> bool:
    """Is it a plain module within what this call collects, whose name alone keeps it out?"""
    if file.role != "module" or file.collected or file.fault or not file.path.endswith(".py"):
        return False
    if any(file.calls_of("globals")):
        return False  # a script that calls its functions by their names
    if file_fits(file.path, globs) or stem_of(file.path) in ("__init__", "__main__", "conftest", "setup"):
        return False
    if not any(is_within(file.path, start) for start in config.starts if not start.endswith(".py")):
        return False
    return (ELSEWHERE | ON_DEMAND).isdisjoint(words_of(folder_of(file.path)))


def patterns_of_calls(calls: Calls) -> Iterator[str]:
    """What calls elsewhere say in place of it: `pytest e2e -o "python_files=e2e_test_*.py"`."""
    for word in (word for call in calls.calls for word in call.words):
        _, found, value = word.text.partition("python_files=")
        yield from value.strip("\"'").split() if found else ()


def is_called(path: str, calls: Calls) -> bool:
    """Does a call name the file, perhaps as it is seen from a folder above it? Then it is kept for that."""
    words = (*calls.handed, *calls.commented, *(word.text for call in calls.calls for word in call.words))
    named = (word.partition("::")[0].removeprefix("./") for word in words)
    return any(name.endswith(".py") and f"/{path}".endswith(f"/{name}") for name in named)


def patterns_not_read(config: PytestConfig) -> tuple[str, ...]:
    """The `python_files` of files and sections that pytest passes over."""
    read = config.configfile.section if config.configfile else None
    sections = [each for file in config.files if "/" not in file.file for each in file.sections]
    found = [each.get("python_files") for each in sections if each != read]
    return tuple(item.text for setting in found if setting for item in setting.items)


def stem_of(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".py")


def tests_in(file: SourceFile, ini: IniValues, fixtures: Fixtures) -> list[Function]:
    """Its test functions, if nothing speaks against their being tests."""
    names, classes = patterns(ini, "python_functions"), patterns(ini, "python_classes")
    found = []
    for function in file.functions:
        if function.is_nested or not fits(function.name, names) or function.name in file.referenced:
            continue
        if function.returns and not function.asserts:
            continue  # a helper that makes something: `def test_data(): return […]`
        if function.class_name:
            klass = file.class_(function.class_name)
            off = klass.attribute("__test__") if klass else None
            if off and not off.value:
                continue
            if klass and (fits(klass.name, classes) or is_testcase(klass.bases)) and klass.name not in file.referenced:
                found.append(function)
        elif function.name.startswith("test_") and all_filled(function, file, fixtures):
            found.append(function)
    return found


def is_testcase(bases: tuple[object, ...]) -> bool:
    return any(str(getattr(base, "value", "")).endswith("TestCase") for base in bases)


def all_filled(function: Function, file: SourceFile, fixtures: Fixtures) -> bool:
    """Are its parameters such as pytest would fill? A helper `test_connection(host)` is no test."""
    if function.decorators:
        return any(str(each.value or "").startswith("pytest.mark.") for each in function.decorators)
    visible = fixtures.visible.get(file.path, {})
    own = {fixture.name for fixture in file.fixtures}
    return all(param.has_default or param.name in visible or param.name in own for param in function.params)


def has_company(file: SourceFile, sources: Sources) -> bool:
    """Does the folder, or one below or above it, hold files that are collected, or is it called after tests?"""
    folder = folder_of(file.path)
    if any(part.startswith("test") for part in folder.split("/")):
        return True
    return any(is_within(other.path, folder) if folder else "/" not in other.path for other in sources.collected)


def is_among_data(path: str, tree: Tree) -> bool:
    """Is it the only one of many modules of its folder called after tests, such as what a linter is tried on?"""
    names = [name for name in tree.folders.get(folder_of(path), ()) if name.endswith(".py")]
    return len(names) > MANY and not any(says_test(name) for name in names if name != path.rpartition("/")[2])


def says_test(path: str) -> bool:
    """Does the name of the file say that it holds tests, and not what tests need?"""
    words = stem_of(path).lower().replace("-", "_").replace(".", "_").split("_")
    if words[0] in ("", "testing") or not (HELPERS | ON_DEMAND | OFF).isdisjoint(words):
        return False
    return words[0].startswith("test") or words[-1].endswith(("test", "tests")) or "test" in words or "tests" in words


def renamed(path: str, globs: tuple[str, ...]) -> str:
    """The file's name as the first pattern would have it."""
    core = stem_of(path)
    if core.startswith("test") and core[4:5].isupper():
        core = core[4].lower() + core[5:]
    for word in ("tests_", "test_", "tests-", "test-"):
        core = core.removeprefix(word)
    for word in ("_tests", "_test", "-tests", "-test"):
        core = core.removesuffix(word)
    if core.lower() in ("test", "tests", ""):
        core = folder_of(path).rpartition("/")[2] or "all"
    glob = globs[0].rpartition("/")[2] if globs else "test_*.py"
    return glob.replace("*", core.replace("-", "_"), 1) if glob.count("*") == 1 else f"test_{core}.py"


def shape(path: str) -> str:
    """The pattern that would hold for files named like this one; its own name where that says nothing of others."""
    stem = stem_of(path)
    known = (each for each in SHAPES if fits(stem, (each,)) and len(stem) >= len(each.replace("[A-Z]", "?")))
    return f"{next(known, stem)}.py"


def problem(
    found: dict[str, list[Function]],
    glob: str,
    clear: bool,
    globs: tuple[str, ...],
    ini: IniValues,
    config: PytestConfig,
) -> Problem:
    first, *rest = sorted(found)
    added = glob if rest else first.rpartition("/")[2]
    setting = ini.get("python_files")
    place = setting.place if setting and setting.origin != "default" else None
    known = " ".join(globs)
    lost = never_run(sum(map(len, found.values())))
    who = f"{len(found)} files like '{glob}' match" if rest else f"'{added}' matches"
    return Problem(
        place=Place(first, 1, 1),
        message=f"{who} no python_files pattern ({known}): {'their' if rest else 'its'} {lost}",
        label="not collected",
        related=(
            Related(found[first][0].place, "the first of its tests"),
            *(Related(Place(path, 1, 1), "nor is this") for path in rest),
            *([Related(place, "python_files is set here")] if place else []),
        ),
        consequence=f"pytest passes the file{'s' if rest else ''} over without a word",
        help=(f"set python_files to '{known} {added}'" if rest else "")
        or f"rename it to '{renamed(first, globs)}', or set python_files to '{known} {added}'",
        fix=item_added(config, "python_files", added) if place else key_set(config, "python_files", (*globs, added)),
        severity=Severity.ERROR if clear else Severity.NOTE,  # other names may be meant: run by a test, by hand
        confidence=Confidence.HIGH if clear else Confidence.LOW,
    )
