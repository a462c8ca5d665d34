"""Expressions of `-m` in calls of the project."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.places import Word
from doctor.model.plugins import Plugins
from doctor.model.sources import Sources

OTHERWISE = ("-c", "--config-file", "-o", "--override-ini", "--rootdir", "-p", "--pyargs")


def asks(calls: Calls) -> bool:
    """May one of them give `-m`?"""
    return any(word.text.startswith("-m") for call in (*calls.calls, *calls.variables) for word in call.words)


def expressions(calls: Calls, plugins: Plugins, sources: Sources) -> Iterator[tuple[Word, bool]]:
    """Those of calls that run tests of the project by the configuration at hand, and whether all of the call can be
    told, as it cannot of what a variable holds."""
    made = [*((call, True) for call in calls.calls if call.certain), *((call, False) for call in calls.variables)]
    for call, is_whole in made if asks(calls) else ():
        parts = call.given(plugins.valued)
        value = next((each.value for each in reversed(parts) if each.name == "-m"), None)
        if value is None or set(value.text) & set("$`{") or any(each.name in OTHERWISE for each in parts):
            continue
        if all(is_read(each.word.text, sources) for each in parts if not each.name):
            yield value, is_whole


def is_read(path: str, sources: Sources) -> bool:
    """Is the file, or one in the folder, among those that are read?"""
    path = path.partition("::")[0].removeprefix("./").rstrip("/")
    return path in ("", ".") or any(f"{name}/".startswith(f"{path}/") for name in sources.files)
