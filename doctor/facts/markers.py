"""Which markers this run knows, and whether it minds others."""

from __future__ import annotations

from doctor.model.config import CommandLine, GivenOption, IniValue, IniValues, PytestConfig, Source
from doctor.model.markers import Markers, RegisteredMarker
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.sources import SourceFile, Sources


def markers(
    config: PytestConfig, ini: IniValues, command_line: CommandLine, plugins: Plugins, sources: Sources
) -> Markers:
    """The markers of pytest and of active plugins, of conftests, and of the `markers` key, the later ones winning."""
    found: dict[str, RegisteredMarker] = {}
    for plugin in plugins.active:
        for marker in plugin.provided.markers:
            found.setdefault(marker.name, RegisteredMarker(marker.name, plugin.name, marker.place))
    for registered in _of_ini(ini.get("markers")):
        found[registered.name] = registered
    strict, place, text = _strictness(config, ini, command_line)
    is_open = plugins.computes("markers") or any(_computes(file, plugins) for file in sources)
    return Markers(found, is_open, strict, place, text)


def _of_ini(value: IniValue | None) -> list[RegisteredMarker]:
    """The lines of the `markers` key."""
    if value is None or not isinstance(value.value, (list, tuple)):
        return []
    written = {word.text.strip(): word.place for word in value.setting.items} if value.setting else {}
    origin = value.place.file if value.place else "markers"
    found = []
    for line in value.value:
        text = str(line).strip()
        if name := _name(text):
            found.append(RegisteredMarker(name, origin, written.get(text, value.place)))
    return found


def _computes(file: SourceFile, plugins: Plugins) -> bool:
    """Does a conftest or local plugin register markers under names that were not told of it?"""
    if file.role not in ("conftest", "plugin"):
        return False
    known = next((plugin.provided.markers for plugin in plugins if plugin.file == file.path), ())
    named, computed = set(), False
    for call in file.calls:
        line = call.expr.argument(1, "line")
        if call.name.endswith(".addinivalue_line") and line is not None:
            if line.text is None:
                computed = True
            else:
                named.add(_name(line.text))
    return computed and not any(marker.name not in named for marker in known)


def _name(line: str) -> str:
    """The marker of a line of the `markers` key, as `MarkGenerator.__getattr__` of pytest splits it."""
    return line.partition(":")[0].partition("(")[0].strip()


def _strictness(config: PytestConfig, ini: IniValues, command_line: CommandLine) -> tuple[bool, Place | None, str]:
    """Are unknown markers errors, where is that said, and in which words?

    Before pytest 9.0 the options `--strict-markers` and `--strict` say it; from then on they stand for `-o` with the
    keys `strict_markers` and `strict`, of which the first one counts if it is given at all.
    """
    if config.version < (9, 0):
        option = command_line.last("--strict-markers", "--strict")
        return bool(option), option.place if option else None, option.name if option else ""
    for key, name in (("strict_markers", "--strict-markers"), ("strict", "--strict")):
        value = ini.get(key)
        option = _counting(name, config, command_line)
        if option and not _is_overridden(option, key, config):
            return True, option.place, option.name
        if value and value.value is not None and value.origin != "default":
            return bool(value.value), value.place, f"{key} = {'true' if value.value else 'false'}"
    return False, None, ""


def _counting(name: str, config: PytestConfig, command_line: CommandLine) -> GivenOption | None:
    """The option as it counts: pytest 9.0 passes over options in `addopts` that stand for keys; 9.1 does not."""
    found = [each for each in command_line.all(name) if config.version >= (9, 1) or each.source is not Source.ADDOPTS]
    return found[-1] if found else None


def _is_overridden(option: GivenOption, key: str, config: PytestConfig) -> bool:
    """Does a later `-o` say something else?"""
    order = list(Source)
    later = [each for each in config.overrides if each.name == key]
    return bool(later) and (order.index(option.source), option.place) < (order.index(later[-1].source), later[-1].place)
