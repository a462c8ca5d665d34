"""Dependencies that pyproject.toml and Pipfile declare."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from doctor.facts.metadata import read_text
from doctor.facts.requirement_lines import requirement
from doctor.facts.toml import TomlError, TomlFile
from doctor.model.environment import Declared, Requirement, normalized

Keys = tuple[str, ...]


def open_toml(file: Path, shown: str) -> TomlFile | None:
    """The file, None when it cannot be read or parsed: the `config` fact says so of a pyproject.toml."""
    try:
        return TomlFile(shown, read_text(file, 16 * 1024 * 1024).replace("\r\n", "\n"))
    except TomlError:
        return None


def read_pyproject(file: Path, shown: str) -> Declared:
    """[project], [dependency-groups] (PEP 735), and the tables of poetry, pdm, uv and hatch."""
    toml = open_toml(file, shown)
    if toml is None:
        return Declared()
    project = _table(toml, ("project",)) or _table(toml, ("tool", "poetry"))
    name, python = project.get("name"), _table(toml, ("project",)).get("requires-python")
    poetry_python = _table(toml, ("tool", "poetry", "dependencies")).get("python")
    return Declared(
        name=name if isinstance(name, str) else None,
        requires_python=next((each for each in (python, poetry_python) if isinstance(each, str)), None),
        requirements=tuple(_requirements(toml, shown)),
    )


def _requirements(toml: TomlFile, shown: str) -> Iterator[Requirement]:
    yield from _list(toml, ("project",), "dependencies", "dependencies", shown)
    for extra in _table(toml, ("project", "optional-dependencies")):
        yield from _list(toml, ("project", "optional-dependencies"), extra, f"extra:{extra}", shown)
    for group in _table(toml, ("dependency-groups",)):
        yield from _group(toml, group, group, shown, set())
    yield from _list(toml, ("tool", "uv"), "dev-dependencies", "group:dev", shown)
    for group in _table(toml, ("tool", "pdm", "dev-dependencies")):
        yield from _list(toml, ("tool", "pdm", "dev-dependencies"), group, f"group:{group}", shown)
    for env in _table(toml, ("tool", "hatch", "envs")):
        for key in ("dependencies", "extra-dependencies"):
            yield from _list(toml, ("tool", "hatch", "envs", env), key, f"hatch:{env}", shown)
    yield from _poetry(toml, shown)


def _poetry(toml: TomlFile, shown: str) -> Iterator[Requirement]:
    poetry = ("tool", "poetry")
    yield from _mapping(toml, (*poetry, "dependencies"), "dependencies", shown)
    yield from _mapping(toml, (*poetry, "dev-dependencies"), "group:dev", shown)
    for group in _table(toml, (*poetry, "group")):
        yield from _mapping(toml, (*poetry, "group", group, "dependencies"), f"group:{group}", shown)


def _table(toml: TomlFile, path: Keys) -> dict[str, object]:
    found = toml.table(path)
    return found if isinstance(found, dict) else {}


def _list(toml: TomlFile, path: Keys, key: str, group: str, shown: str) -> Iterator[Requirement]:
    """A list of requirement strings."""
    for value, line in _items(toml, path, key):
        if isinstance(value, str) and (found := requirement(value, group, shown, line)):
            yield found


def _items(toml: TomlFile, path: Keys, key: str) -> Iterator[tuple[object, int]]:
    """The items of a list with their lines."""
    values = _table(toml, path).get(key)
    setting = toml.section(path, True).get(key) if isinstance(values, list) else None
    for number, value in enumerate(values if isinstance(values, list) else ()):
        items = setting.items if setting else ()
        yield value, items[number].place.line if number < len(items) else setting.place.line if setting else 0


def _group(toml: TomlFile, group: str, asked: str, shown: str, seen: set[str]) -> Iterator[Requirement]:
    """A dependency group with the groups that it includes, which are looked up by normalized name."""
    if group in seen:
        return
    seen.add(group)
    names = {normalized(name): name for name in _table(toml, ("dependency-groups",))}
    for value, line in _items(toml, ("dependency-groups",), group):
        if isinstance(value, str) and (found := requirement(value, f"group:{asked}", shown, line)):
            yield found
        if isinstance(value, dict) and isinstance(included := value.get("include-group"), str):
            yield from _group(toml, names.get(normalized(included), ""), asked, shown, seen)


def _mapping(toml: TomlFile, path: Keys, group: str, shown: str) -> Iterator[Requirement]:
    """A table of name = version, as poetry and Pipfile have it."""
    table = _table(toml, path)
    section = toml.section(path, True) if table else None
    for name, value in table.items():
        setting = section.get(name) if section else None
        line = setting.place.line if setting else 0
        if name != "python":
            yield Requirement(name, normalized(name), _specifier(value), group, shown, line, f"{name} = {value}")


def _specifier(value: object) -> str:
    """poetry's "^7.4" and "~7.4" as the specifiers that they stand for, "" for anything, a path or a URL."""
    if isinstance(value, dict):
        value = value.get("version")
    text = value.strip().replace(" ", "") if isinstance(value, str) else ""
    if not text or text == "*":
        return ""
    if text[0].isdigit():
        return f"=={text}"
    if text[0] == "^" or (text[0] == "~" and text[1:2].isdigit()):
        return _caret(text[1:], text[0])
    return text


def _caret(version: str, sign: str) -> str:
    numbers = [int(part) for part in version.split(".")[:3] if part.isdecimal()]
    if not numbers:
        return ""
    first = next((place for place, number in enumerate(numbers) if number), len(numbers) - 1)
    place = first if sign == "^" else min(1, len(numbers) - 1)
    below = [*numbers[:place], numbers[place] + 1]
    return f">={version},<{'.'.join(str(number) for number in below)}"


def read_pipfile(file: Path, shown: str) -> Declared:
    toml = open_toml(file, shown)
    if toml is None:
        return Declared()
    groups = [group for group in _table(toml, ()) if group not in ("source", "requires", "scripts", "pipenv")]
    found = [each for group in groups for each in _mapping(toml, (group,), group, shown)]
    return Declared(requirements=tuple(found))
