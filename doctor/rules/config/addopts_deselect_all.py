"""The addopts leave out every test: by `-m`, `-k`, `--deselect` or `--ignore`.

## Why

`addopts = -m integration` holds in each call that has no `-m` of its own. Where no test bears the mark, or all bear one
that is left out, pytest ends with `N deselected` and exit code 5, and has tested nothing. So it does where `--ignore`
or `--ignore-glob` names the only folder of tests or all of its files, or `--deselect` the beginning of all ids.

See https://docs.pytest.org/en/stable/example/markers.html#marking-test-functions-and-selecting-them-for-a-run and
https://github.com/aiondemand/aiondemand/issues/241;
https://docs.pytest.org/en/stable/example/pythoncollection.html#ignore-paths-during-test-collection

## Instead

Mark the tests, or give the expression in the calls that want it.

Nothing is said where a plugin or conftest may mark tests, or collect other ones, and where a call of the project gives
an expression of its own, or names files.

## Fix safety

Taking the option out makes the tests run, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, option_of
from doctor.model.config import CommandLine, GivenOption, IniValues, PytestConfig, Source
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.markers import Markers
from doctor.model.plugins import Plugins
from doctor.model.sources import SourceFile, Sources, Test
from doctor.rules.config._left_out import IGNORES, are_deselected, files_ignored, of_addopts
from doctor.rules.config._winner import is_chosen
from doctor.rules.cures import options_removed
from doctor.rules.markers._expression import truth
from doctor.rules.markers._fitting import all_known, by_mark, is_open
from doctor.rules.phrases import listing, plural
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig,
    command_line: CommandLine,
    ini: IniValues,
    markers: Markers,
    sources: Sources,
    plugins: Plugins,
    calls: Calls,
    tree: Tree,
) -> Iterator[Problem]:
    given = [each for each in command_line.all("-m", "-k", "--deselect", *IGNORES) if is_told(each)]
    if not given or is_chosen(config) or is_open(markers, sources, plugins, command_line):
        return
    tests, files = list(sources.tests), files_ignored(command_line, config, ini, tree)
    option = by_expression(command_line, markers, sources, plugins, calls) if tests else None
    if option:
        yield problem([option], f"deselects {count(len(tests), 'test')}", "deselected")
    elif sources.collected or names_files(calls, tree):
        prefixes = of_addopts(command_line, "--deselect") if config.rootdir == "." and tests else []
        used = [] if names_files(calls, tree) else list(are_deselected(prefixes, tests))
        if used:
            yield problem(used, f"{'deselect' if used[1:] else 'deselects'} {count(len(tests), 'test')}", "deselected")
    elif files:
        paths = [path for each in files.values() for path in each]
        yield problem(
            [*files], f"{'keep' if len(files) > 1 else 'keeps'} out {count(len(paths), 'test file')}", "left out"
        )


def is_told(option: GivenOption) -> bool:
    """Is it of addopts, and not of a file above the project, of which config-above-project tells?"""
    return option.source is Source.ADDOPTS and not option.place.file.startswith("../")


def by_expression(
    command_line: CommandLine, markers: Markers, sources: Sources, plugins: Plugins, calls: Calls
) -> GivenOption | None:
    """The `-m` or `-k` that no test fits."""
    last = (command_line.last("-m"), command_line.last("-k"))
    for option in (each for each in last if each and each.value and is_told(each)):
        asked_otherwise = any(option_of(word.text) == option.name for call in calls.calls for word in call.words)
        tell = by_mark if option.name == "-m" else by_keyword
        if asked_otherwise or (option.name == "-m" and not all_known(option.value or "", markers, sources, plugins)):
            continue
        if all(tell(option.value or "", file, test) is False for file, test in sources.tests):
            return option
    return None


def names_files(calls: Calls, tree: Tree) -> bool:
    """Does a call of the project name files or folders of its own?"""
    paths = (word.text.partition("::")[0].rstrip("/") for call in calls.calls for word in call.words)
    return any(tree.has(path) or (path and tree.is_folder(path)) for path in paths)


def by_keyword(text: str, file: SourceFile, test: Test) -> bool | None:
    """`-k` looks for parts of names: of the test, its classes, its file and the folders above, and of its marks."""
    marks = [mark.name for mark in test.marks]
    if test.open or "parametrize" in marks or test.requests:
        return None  # ids of parameters are names, too
    told = " ".join((test.name, test.function, test.class_name, file.path, *marks)).lower()
    return truth(text, lambda name: name.lower() in told)


def count(number: int, noun: str) -> str:
    return f"the one {noun}" if number == 1 else f"all {plural(number, noun)}"


def problem(options: list[GivenOption], does: str, end: str) -> Problem:
    first, texts = options[0], listing([each.text() for each in options])
    cure = "mark the tests that it means" if first.name in ("-m", "-k") else "name what is to be left out"
    return Problem(
        place=first.place,
        message=f"{texts} in addopts {does}",
        label="nothing is run",
        related=tuple(Related(each.place, "leaves out the others") for each in options[1:]),
        consequence=f"pytest ends with exit code 5: all tests are {end}",
        help=f"give it in the calls that want it, or {cure}",
        fix=options_removed(options),
    )
