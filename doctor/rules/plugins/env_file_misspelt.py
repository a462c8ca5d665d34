"""pytest-dotenv is given a file of variables that is not there, and one of almost that name is.

## Why

pytest-dotenv passes over files of `env_files`, and of `--envfile`, that it does not find. The variables are not set,
and tests fail where they are read, or use other values.

See https://github.com/quiqua/pytest-dotenv.

Nothing is said where no file has a similar name: such files are often left out of the repository on purpose.

## Instead

Write the name of the file that is there.

## Fix safety

Which file was meant is guessed from its name, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.rules.cures import may_edit, value_replaced, written
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    ini: IniValues, command_line: CommandLine, config: PytestConfig, plugins: Plugins, tree: Tree
) -> Iterator[Problem]:
    plugin = plugins.of_distribution("pytest-dotenv")
    if not plugin or not plugin.active:
        return
    key, option = ini.get("env_files"), command_line.last("--envfile")
    named = list(key.setting.items) if key and key.setting and key.origin == "file" else []
    for word in named:
        if near := similar(word.text, tree, [each.text for each in named]):
            change = Replace(word.place, written(near, word.place, config))
            fix = Fix(f"write '{near}'", (change,)) if may_edit(word.place) else None
            yield problem("env_files", word.text, word.place, near, fix)
    if option and option.known and option.value and (near := similar(option.value, tree, [])):
        yield problem(option.name, option.value, option.place, near, value_replaced(option, near, config))


def similar(path: str, tree: Tree, others: list[str]) -> str:
    """The file that may be meant, if this one is neither here nor in a folder of its own."""
    from difflib import get_close_matches

    path = path.removeprefix("./")
    if not path or path.startswith(("/", "~", "..")) or tree.has(path):
        return ""
    folder = path.rpartition("/")[0]
    there = [each for each in tree.files if each.rpartition("/")[0] == folder and each not in others]
    envs = [each for each in there if "env" in each.rpartition("/")[2]]
    found = get_close_matches(path, envs, 2, 0.85)
    return found[0] if len(found) == 1 else ""


def problem(who: str, name: str, place: Place, near: str, fix: Fix | None) -> Problem:
    return Problem(
        place=place,
        message=f"{who} names '{name}', and there is no such file, but '{near}'",
        label="not there",
        consequence="pytest-dotenv passes it over without a word, and none of its variables is set",
        help=f"write '{near}'",
        fix=fix,
    )
