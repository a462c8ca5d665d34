"""The doctor's own settings: the command line, over `pytest-doctor.toml` or `[tool.pytest-doctor]` of pyproject.toml.

They are looked for from the project upwards to the root of its repository; the first folder that has some wins.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from doctor.errors import UsageError
from doctor.model.enforced import LAYERS
from doctor.model.record import Record

FAIL_ON = ("error", "warning", "note", "never")
SEVERITIES = ("error", "warning", "note", "off")
OWN_FILE = "pytest-doctor.toml"
PYPROJECT = "pyproject.toml"
LARGEST = 8_000_000  # bytes
Pairs = tuple[tuple[str, tuple[str, ...]], ...]


class Settings(Record):
    """What is selected, what fails, and what is put up with. Names are rules or topics.

    `per_file_ignores` are globs with what is ignored in their files, relative to `folder`, where `file` is. `severity`
    are rules with another severity than their own ("off" ignores them), `allow` rules with the names (globs) that they
    shall not speak of. `baseline` is the path of a file, `profile` stands for `--profile` where that is not given.
    `ignored_for_good` is whether it is the file that says `ignore`.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    pedantic: bool = False
    per_file_ignores: Pairs = ()
    severity: tuple[tuple[str, str], ...] = ()
    allow: Pairs = ()
    baseline: str = ""
    profile: str = ""
    folder: str = ""
    file: str = ""
    ignored_for_good: bool = False


def settings(project: Path, **given: Any) -> Settings:
    """What the nearest file says, with what was given on the command line over it. UsageError for a wrong one."""
    chosen = {**written(project), **{name: value for name, value in given.items() if value}}
    if chosen.get("fail_on", "warning") not in FAIL_ON:
        raise UsageError(f"fail-on is {chosen['fail_on']!r}, but must be one of {', '.join(FAIL_ON)}")
    for option in ("select", "ignore"):
        check_rules(given.get(option) or (), f"--{option}")
    return Settings(**chosen, ignored_for_good=bool(chosen.get("ignore")) and not given.get("ignore"))


def written(project: Path) -> dict[str, Any]:
    """The settings of the nearest folder that has some, checked, with our names and types."""
    for folder in folders(project):
        tables = [(file, table_of(file)) for file in (folder / OWN_FILE, folder / PYPROJECT)]
        there = [(file, table) for file, table in tables if table is not None]
        if len(there) > 1:
            raise UsageError(f"{there[0][0]} and [tool.pytest-doctor] in {PYPROJECT} beside it: keep one of them")
        if there:
            found = {**Reader(*there[0]).values(), "folder": str(folder), "file": there[0][0].name}
            return found | ({"baseline": str(folder / found["baseline"])} if found.get("baseline") else {})
    return {}


def folders(project: Path) -> Iterator[Path]:
    """The project's folder and those above it, to the root of its repository; the first alone where there is none."""
    above = (project, *project.parents)
    root = next((number for number, folder in enumerate(above) if (folder / ".git").exists()), 0)
    yield from above[: root + 1]


def table_of(file: Path) -> dict[str, Any] | None:
    """The table in which our settings stand; None if there is none."""
    try:
        text = file.read_bytes() if file.is_file() and file.stat().st_size < LARGEST else None
    except OSError:
        return None
    if text is None or (file.name == PYPROJECT and b"pytest-doctor" not in text):
        return None
    document = parse(file, text)
    if file.name == OWN_FILE:
        return document
    tool = document.get("tool", {})
    found = tool.get("pytest-doctor") if isinstance(tool, dict) else None
    return found if isinstance(found, dict) else None


def parse(file: Path, text: bytes) -> dict[str, Any]:
    """The TOML document. A broken pyproject.toml is a finding of its own; a broken file of ours is a UsageError."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        document: dict[str, Any] = tomllib.loads(text.decode())
        return document
    except (ValueError, RecursionError) as fault:
        if file.name == OWN_FILE:
            raise UsageError(f"{file}: {fault}") from None
        return {}


class Reader:
    """Checks one table, key by key."""

    def __init__(self, file: Path, table: dict[str, Any]) -> None:
        self._file = file
        self._table = table

    def values(self) -> dict[str, Any]:
        """The settings by our names. UsageError for the first that is wrong."""
        kinds: dict[str, Callable[[str, Any], Any]] = {
            "select": self._rules,
            "ignore": self._ignored,
            "fail-on": lambda key, value: self._word(key, value, FAIL_ON),
            "pedantic": self._flag,
            "per-file-ignores": lambda key, value: self._pairs(key, value, check=self._rules),
            "severity": self._severities,
            "allow": self._allowed,
            "baseline": self._text,
            "profile": self._text,
            "profiles": lambda key, value: None,  # read by `generate`
            "enforce": self._enforced,
        }
        for key in self._table:
            if key not in kinds:
                raise self._wrong(key, f"is no setting{nearest(key, kinds, 'the settings are')}")
        found = {key.replace("-", "_"): kinds[key](key, value) for key, value in self._table.items()}
        return {key: value for key, value in found.items() if value is not None}

    def _rules(self, key: str, value: Any) -> tuple[str, ...]:
        names = self._texts(key, value)
        check_rules(names, self._where(key))
        return names

    def _ignored(self, key: str, value: Any) -> tuple[str, ...]:
        """A list, or a table of rules with the reasons why they are ignored."""
        if isinstance(value, dict):
            for name, reason in value.items():
                self._text(f"{key}.{name}", reason)
            value = list(value)
        return self._rules(key, value)

    def _severities(self, key: str, value: Any) -> tuple[tuple[str, str], ...]:
        table = self._of(key, value, dict, "a table of rules with severities")
        check_rules(table, self._where(key))
        return tuple((name, self._word(f"{key}.{name}", word, SEVERITIES)) for name, word in table.items())

    def _allowed(self, key: str, value: Any) -> Pairs:
        found = self._pairs(key, value, check=self._texts)
        check_rules((name for name, _ in found), self._where(key))
        return found

    def _enforced(self, key: str, value: Any) -> None:
        """Checks what is wanted to be in place; the fact `enforced` reads it."""
        table = self._of(key, value, dict, "a table")
        for name, item in table.items():
            place = f"{key}.{name}"
            if name == "layers":
                for word in self._texts(place, item):
                    self._word(place, word, LAYERS)
            elif name == "documents":
                self._texts(place, item)
            elif name == "values":
                self._pairs(place, item, check=self._texts)
            elif name == "memory-pattern":
                self._flag(place, item)
            else:
                known = ("layers", "documents", "values", "memory-pattern")
                raise self._wrong(place, f"is no setting{nearest(name, known, 'the settings are')}")

    def _pairs(self, key: str, value: Any, check: Callable[[str, Any], tuple[str, ...]]) -> Pairs:
        table = self._of(key, value, dict, "a table of lists")
        return tuple((name, check(f'{key}."{name}"', items)) for name, items in table.items())

    def _texts(self, key: str, value: Any) -> tuple[str, ...]:
        is_right = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return tuple(value) if is_right else self._of(key, value, type(None), "a list of strings")

    def _word(self, key: str, value: Any, words: tuple[str, ...]) -> str:
        if value not in words:
            raise self._wrong(key, f"is {value!r}, but must be one of {', '.join(words)}")
        return str(value)

    def _text(self, key: str, value: Any) -> str:
        return str(self._of(key, value, str, "a string"))

    def _flag(self, key: str, value: Any) -> bool:
        return bool(self._of(key, value, bool, "true or false"))

    def _of(self, key: str, value: Any, kind: type, wanted: str) -> Any:
        if not isinstance(value, kind):
            raise self._wrong(key, f"must be {wanted}, not {value!r}")
        return value

    def _wrong(self, key: str, words: str) -> UsageError:
        return UsageError(f"{self._where(key)} {words}")

    def _where(self, key: str) -> str:
        """File, line and key, as an error begins."""
        from doctor.facts.toml import TomlError, TomlFile

        path = () if self._file.name == OWN_FILE else ("tool", "pytest-doctor")
        try:
            entries = TomlFile(self._file.name, self._file.read_text(encoding="utf-8")).section(path, True).settings
        except (OSError, ValueError, TomlError):
            entries = ()
        head = key.partition(".")[0]
        line = next((f":{entry.place.line}" for entry in entries if entry.name == head), "")
        return f"{self._file}{line}: {key}"


def check_rules(names: Iterable[str], where: str) -> None:
    """UsageError for a name that is no rule or topic."""
    for name in names:
        known = rule_names()
        if name not in known:
            raise UsageError(f"{where}: there is no rule or topic {name!r}{nearest(name, known)}")


def rule_names() -> set[str]:
    """The names of all rules and topics, without loading a rule."""
    from doctor.rules.registry import modules

    return {name.replace("_", "-") for pair in modules() for name in pair}


def nearest(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint at the name that was meant; else what there is."""
    if near := nearest_name(name, known):
        return f"; did you mean {near!r}?"
    return f"; {otherwise} {', '.join(sorted(known))}" if otherwise else "; `pytest-doctor rules` lists them"


def nearest_name(name: str, known: Iterable[str]) -> str:
    """The known name that is most like this one; "" if none is."""
    import difflib

    return next(iter(difflib.get_close_matches(name, sorted(known), 1, 0.6)), "")
