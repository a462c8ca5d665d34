"""An option is added that another plugin has already.

## Why

Two plugins cannot add the same option. pytest stops when the second one comes: argparse says "conflicting option
string", or, within one group of options, pytest says "option names already added".

See https://docs.pytest.org/en/stable/how-to/writing_hook_functions.html#using-hooks-in-pytest-addoption.

## Instead

Give the option of your own a longer name; a prefix that says whose it is keeps it free of plugins to come.

## Fix safety

Whoever types the option has to type the new name, so an option that a plugin has already is not renamed unasked. There
is no fix where two files of the project share one.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.plugins import Kind, Option, Plugin, Plugins
from doctor.model.rewrites import RenameWord
from doctor.model.sources import SourceFile, Sources
from doctor.rules.plugins._absent import is_blocked_late
from doctor.rules.plugins._loaded import is_apart, loaded
from doctor.rules.registry import rule

ASKING = (".hasplugin", ".has_plugin", ".getplugin", ".get_plugin")  # for the other plugin
LOCAL = (Kind.CONFTEST, Kind.MODULE, Kind.FLAG)


@rule(severity=Severity.ERROR, since="0.1")
def check(plugins: Plugins, config: PytestConfig, sources: Sources, tree: Tree) -> Iterator[Problem]:
    first: dict[str, tuple[Plugin, Option]] = {}
    said: set[str] = set()
    later = {file.path for file in loaded(sources, config, surely=True) if not is_apart(file.path, tree)}
    registered = [
        plugin
        for plugin in plugins
        if (plugin.active and (plugin.initial or plugin.file in later)) or is_blocked_late(plugin)
    ]
    for plugin in sorted(registered, key=lambda plugin: plugin.kind in LOCAL):
        file = sources.get(plugin.file)
        for option in plugin.provided.options:
            if file and is_guarded(option, file):
                continue
            for name in option.names:
                other = first.setdefault(name, (plugin, option))
                if other[0] is not plugin and other[0].module != plugin.module and plugin.kind in LOCAL:
                    if not said & set(option.names):
                        fix = renamed(name, plugin, option, other[0], sources)
                        yield problem(name, plugin, option, *other, config).replace(fix=fix)
                    said.update(option.names)


def is_guarded(option: Option, file: SourceFile) -> bool:
    """Is it added in a `try` or under a condition? Then somebody has thought of the other one."""
    line = option.place.line if option.place else 0
    if any(call.name.endswith(ASKING) and call.within == "pytest_addoption" for call in file.calls):
        return True
    added = (call.place for call in file.calls if call.name.endswith("addoption") and call.branch)
    return any(place.line <= line <= place.end_line for place in added)


def renamed(name: str, plugin: Plugin, option: Option, other: Plugin, sources: Sources) -> Fix | None:
    """Another name for an option of the project, there and in each `getoption` of its file."""
    file, place = sources.get(plugin.file), option.place
    if file is None or place is None or other.kind in LOCAL or not name.startswith("--") or len(option.names) > 1:
        return None
    new = f"--{stem(plugin.file)}-{name.lstrip('-')}"
    words = {name: new, dest_of(name): dest_of(new)}
    asked = [(each, call) for each in sources for call in each.calls if call.name.endswith((".getoption", ".getvalue"))]
    used = [(each, part) for each, call in asked for part in call.expr.parts[:1] if part.text in words]
    adding = next((call for call in file.calls if any(part.text == name for part in call.expr.parts)), None)
    if adding is None or adding.expr.keyword("dest") or any(each is not file for each, _ in used):
        return None
    spots = [part for part in adding.expr.parts if part.text == name] + [part for _, part in used]
    changes = tuple(RenameWord(part.place, part.text, words[part.text]) for part in spots if part.text)
    return Fix(f"rename '{name}' to '{new}' in {file.path}", changes)


def dest_of(name: str) -> str:
    return name.lstrip("-").replace("-", "_")


def problem(name: str, plugin: Plugin, option: Option, other: Plugin, theirs: Option, config: PytestConfig) -> Problem:
    file = plugin.file or plugin.name
    owner = whose(other)
    return Problem(
        place=option.place or Place(file, 1, 1),
        message=f"{file} adds the option '{name}', which {owner} adds already",
        label=f"an option of {owner}",
        related=(Related(theirs.place, "added here first"),) if theirs.place and other.kind in LOCAL else (),
        consequence=consequence(name, option, other, config),
        help=f"give it another name, such as '--{stem(file)}-{name.lstrip('-')}'",
    )


def consequence(name: str, option: Option, other: Plugin, config: PytestConfig) -> str:
    """Two conftest files mostly share a group of options, for which pytest has words of its own."""
    dest = next((each for each in option.names if each.startswith("--")), name).lstrip("-").replace("-", "_")
    if config.version >= (9, 2) and other.kind not in LOCAL:
        return f"pytest stops: ValueError: option dest '{dest}' already used by {list(option.names)}"
    if other.kind in LOCAL:
        return f"pytest stops: ValueError: option names {{'{name}'}} already added"
    return f"pytest stops: argparse.ArgumentError: argument {'/'.join(option.names)}: conflicting option string: {name}"


def whose(plugin: Plugin) -> str:
    if plugin.kind is Kind.BUILTIN:
        return "pytest itself"
    return plugin.distribution or plugin.file or plugin.name


def stem(file: str) -> str:
    """A word for the prefix: the folder of a conftest.py, else `my`."""
    parts = file.split("/")
    return parts[-2] if len(parts) > 1 else "my"
