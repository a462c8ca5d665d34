"""A path is to be left out, and nothing is there; something of that name is elsewhere.

## Why

`--ignore` and `--deselect` take paths from where pytest is called, `--ignore` without wildcards, and the pattern of
`--ignore-glob` begins there, too, unless it begins with `*`; `collect_ignore` takes
them from the folder of its conftest.py, as a list. A path that is not there leaves nothing out, and pytest does not
say so: the tests that were to be left out are run. `norecursedirs` takes patterns of names and paths, which match
nothing with a slash behind them (`tests/legacy/`), or `./` before.

See https://docs.pytest.org/en/stable/example/pythoncollection.html, https://github.com/pytest-dev/pytest/issues/3711
and https://github.com/CWorthy-ocean/C-Star/issues/106.

## Instead

Write the path as it is seen from there; `--ignore-glob` for patterns.

## Fix safety

Tests are left out that ran before, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, IniValues, PytestConfig, Source
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Place
from doctor.model.sources import Expr, SourceFile, Sources
from doctor.rules.cures import literal, may_edit, value_replaced, written
from doctor.rules.naming import folder_of, folders_of
from doctor.rules.phrases import nearest
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule

LISTS = ("collect_ignore", "collect_ignore_glob")
WILD = ("*", "?", "[")


@rule(severity=Severity.WARNING, since="0.1")
def check(
    command_line: CommandLine, config: PytestConfig, sources: Sources, tree: Tree, ini: IniValues
) -> Iterator[Problem]:
    yield from of_patterns(ini, config, sources)
    for option in command_line.all("--ignore", "--deselect", "--ignore-glob"):
        of_kind = of_glob if "--ignore-glob" in option.names else of_option
        yield from of_kind(option, config, sources, tree)
    for file in loaded(sources, config):
        for name, value in file.assigned if file.role == "conftest" else ():
            if name in LISTS and file.value(name) is value:
                yield from of_list(name, value, file, sources, tree)


def of_patterns(ini: IniValues, config: PytestConfig, sources: Sources) -> Iterator[Problem]:
    """Patterns of `norecursedirs` that end in a slash, or begin with a dot and a slash."""
    key = ini.get("norecursedirs")
    for word in key.setting.items if key and key.setting and key.origin == "file" else ():
        right = word.text.removeprefix("./").rstrip("/")
        if right in ("", word.text) or "*" in right or any(char in word.text for char in "\\$~"):
            continue
        if any(f"/{right}/" in f"/{each}" for each in tests(sources)):
            told = problem(word.place, f"norecursedirs = {word.text}", f"write {right}, without the slash")
            change = Replace(word.place, written(right, word.place, config))
            yield told.replace(fix=Fix(f"write '{right}'", (change,)) if may_edit(word.place) else None)


def of_option(option: GivenOption, config: PytestConfig, sources: Sources, tree: Tree) -> Iterator[Problem]:
    path, sign, node = (option.value or "").partition("::")
    path = path.removeprefix("./").rstrip("/")
    if not path or path.startswith(("/", "..", "~", "$")) or "," in path:
        return
    if option.names and "--deselect" in option.names and sign and tree.has(path):
        yield from of_node(option, path, node, sources, config)
        return
    if any(char in path for char in WILD):
        if "--ignore" in option.names and any(matches(each, path) for each in tests(sources)):
            pattern = option.replace(name="--ignore-glob", names=("--ignore-glob",)).text()
            told = problem(option.place, option.text(), f"--ignore takes no wildcards: write {pattern}")
            yield told.replace(fix=as_glob(option, pattern))
        return
    if tree.has(path) or tree.is_folder(path):
        return
    if found := elsewhere(path, sources):
        yield problem(option.place, option.text(), f"write {found}{sign}{node}").replace(
            fix=value_replaced(option, f"{found}{sign}{node}", config)
        )


def of_glob(option: GivenOption, config: PytestConfig, sources: Sources, tree: Tree) -> Iterator[Problem]:
    """A pattern is taken from where pytest is called, too, unless it begins with a wildcard."""
    pattern = (option.value or "").removeprefix("./").rstrip("/")
    if not pattern or pattern.startswith(("*", "?", "[", "/", "..", "~", "$")) or is_there(pattern, tree):
        return
    paths = {path for each in tree.files for path in (each, *folders_of(each))}
    if not any(matches(path, pattern) for path in paths) and any(
        matches(path, f"*/{pattern}") for path in tests(sources)
    ):
        told = problem(option.place, option.text(), f"write --ignore-glob=*/{pattern}")
        yield told.replace(fix=value_replaced(option, f"*/{pattern}", config))


def as_glob(option: GivenOption, pattern: str) -> Fix | None:
    """The other option, where this one is a single word."""
    is_word = option.place.end_column - option.place.column == len(option.text())
    if option.source is not Source.ADDOPTS or not may_edit(option.place) or not is_word:
        return None
    return Fix(f"write '{pattern}'", (Replace(option.place, pattern),))


def of_node(option: GivenOption, path: str, node: str, sources: Sources, config: PytestConfig) -> Iterator[Problem]:
    """A test that is deselected by a name that its file does not have; `--deselect` compares beginnings."""
    file = sources.get(path)
    if file is None or not file.collected or not file.tests or any(each.open for each in file.tests):
        return
    wanted = node.partition("[")[0]
    names = ["::".join([*each.class_name.split("."), each.name]).removeprefix("::") for each in file.tests]
    joined = wanted.replace(".", "::")
    if joined in names and joined != wanted:
        told = problem(option.place, option.text(), f"write {joined}, as pytest prints it")
        yield told.replace(fix=value_replaced(option, f"{path}::{joined}", config))
    if not any(name.startswith(wanted) for name in names) and "." not in wanted:
        near = nearest(wanted, names)
        told = problem(option.place, option.text(), f"write {near}" if near else f"{path} has no test of that name")
        yield told.replace(fix=value_replaced(option, f"{path}::{near}", config) if near else None)


def of_list(name: str, value: Expr, file: SourceFile, sources: Sources, tree: Tree) -> Iterator[Problem]:
    if value.text is not None:
        change = Replace(value.place, f"[{literal(value.text)}]")
        told = problem(value.place, f'{name} = "{value.text}"', "write a list: pytest takes each letter for a path")
        told = everything(told, value.text, file) if "*" in value.text and name == LISTS[1] else told
        yield told.replace(fix=Fix("write a list", (change,)))
        return
    home = folder_of(file.path)
    yield from misspelt(value, home, sources, tree) if name == LISTS[0] else ()
    for part in value.parts if value.kind == "list" and home else ():
        path = (part.text or "").removeprefix("./").rstrip("/")
        if not path.startswith(f"{home}/") or any(char in home for char in WILD):
            continue
        rest = path[len(home) + 1 :]
        literal_rest = rest.partition("*")[0].rstrip("/")
        if (
            not tree.is_folder(f"{home}/{path.split('/')[0]}")
            and literal_rest
            and is_there(f"{home}/{literal_rest}", tree)
        ):
            told = problem(part.place, f'{name} = ["{part.text}"]', f"write '{rest}', as it is seen from {home}")
            yield told.replace(fix=Fix(f"write '{rest}'", (Replace(part.place, literal(rest)),)))


def everything(told: Problem, text: str, file: SourceFile) -> Problem:
    """A text in the place of a list of patterns: its star is one of them."""
    return told.replace(
        message=f'collect_ignore_glob = "{text}" leaves out all that lies beside {file.path}',
        label="a pattern for each letter, one of them *",
        consequence="none of these tests is collected, and pytest says nothing",
        severity=Severity.ERROR,
    )


def misspelt(value: Expr, home: str, sources: Sources, tree: Tree) -> Iterator[Problem]:
    """A file that is left out by almost its name, and collected."""
    from difflib import get_close_matches

    paths = {path.rpartition("/")[2] for path in tests(sources) if folder_of(path) == home}
    for part in value.parts if value.kind == "list" else ():
        text = part.text or ""
        if not text.endswith(".py") or "/" in text or is_there(f"{home}/{text}".lstrip("/"), tree):
            continue
        for near in get_close_matches(text, sorted(paths), 1, 0.9):
            told = problem(part.place, f'collect_ignore = ["{text}"]', f"write '{near}'")
            yield told.replace(fix=Fix(f"write '{near}'", (Replace(part.place, literal(near)),)))


def is_there(path: str, tree: Tree) -> bool:
    return tree.has(path) or tree.is_folder(path)


def tests(sources: Sources) -> list[str]:
    return [file.path for file in sources.collected]


def matches(path: str, pattern: str) -> bool:
    from fnmatch import fnmatchcase

    return fnmatchcase(path, pattern)


def elsewhere(path: str, sources: Sources) -> str:
    """The one file or folder of collected tests that ends in this path."""
    found = set()
    for each in tests(sources):
        if each.endswith(f"/{path}"):
            found.add(each)
        before, sign, _ = each.partition(f"/{path}/")
        if sign:
            found.add(f"{before}/{path}")
    return found.pop() if len(found) == 1 else ""


def problem(place: Place, text: str, help_: str) -> Problem:
    return Problem(
        place=place,
        message=f"'{text}' leaves nothing out",
        label="nothing is there",
        consequence="pytest says nothing, and runs the tests that were to be left out",
        help=help_,
    )
