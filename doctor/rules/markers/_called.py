"""Expressions of `-m` in calls of the project."""

from __future__ import annotations

from collections.abc import Callable

from doctor.model.calls import Calls
from doctor.model.places import Word
from doctor.model.plugins import Plugins
from doctor.model.sources import Sources
from doctor.rules.markers._expression import names

OTHERWISE = ("-c", "--config-file", "-o", "--override-ini", "--rootdir", "-p", "--pyargs")


def called(
    calls: Calls, plugins: Plugins, sources: Sources, is_known: Callable[[str], bool]
) -> dict[str, list[tuple[Word, bool]]]:
    """The unknown names with the expressions that ask for them, and whether all of the call can be told: it runs tests
    of the project, by the configuration at hand."""
    found: dict[str, list[tuple[Word, bool]]] = {}
    made = [*calls.calls, *calls.variables]
    valued = plugins.valued if any(word.text.startswith("-m") for call in made for word in call.words) else frozenset()
    for call in made if valued else ():
        parts = call.given(valued)
        value = next((each.value for each in reversed(parts) if each.name == "-m"), None)
        is_variable = call in calls.variables
        if value is None or not (call.certain or is_variable) or any(each.name in OTHERWISE for each in parts):
            continue
        paths = [each.word.text for each in parts if not each.name]
        if set(value.text) & set("$`{") or not all(is_read(path, sources) for path in paths):
            continue
        for name in dict.fromkeys(name for name, _ in names(value.text) or ()):
            if not is_known(name):
                found.setdefault(name, []).append((value, not is_variable))
    return found


def is_read(path: str, sources: Sources) -> bool:
    """Is the file, or one in the folder, among those that are read?"""
    path = path.partition("::")[0].removeprefix("./").rstrip("/")
    return path in ("", ".") or any(f"{name}/".startswith(f"{path}/") for name in sources.files)
