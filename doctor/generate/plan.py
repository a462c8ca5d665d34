"""A profile and a project come together: which settings the generated section holds, and why others are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.generate.expressions import evaluated, holds
from doctor.generate.names import MACHINE, blocked, names_of
from doctor.model.config import Source
from doctor.model.environment import normalized
from doctor.model.generated import Entry, Plan, Target
from doctor.model.profiles import Number, Profile, Value

REPEATED = ("-p", "-W", "-o", "--ignore", "--ignore-glob", "--deselect", "--cov", "--cov-report")
OWNERS = {
    "asyncio": "pytest-asyncio",
    "anyio": "anyio",
    "trio": "pytest-trio",
    "django_db": "pytest-django",
    "flaky": "pytest-rerunfailures",
    "timeout": "pytest-timeout",
}
LINES = ("linelist", "args", "paths", "pathlist")


def plan_of(facts: Facts, profile: Profile, target: Target, settings: tuple[str, ...], require: bool = False) -> Plan:
    """What is to be written. UsageError where `require` holds and a plugin is missing."""
    return Planner(facts, profile, target, settings).plan(require)


class Planner:
    """One plan under way."""

    def __init__(self, facts: Facts, profile: Profile, target: Target, settings: tuple[str, ...]) -> None:
        self.facts, self.profile, self.target, self.settings = facts, profile, target, settings
        self.plugins, self.config = facts.get("plugins"), facts.get("config")
        pairs = dict(assignment(each) for each in settings)
        self.numbers: dict[str, Number] = {**profile.numbers}
        self.given: dict[str, str] = {}
        for name, value in pairs.items():
            if name in profile.numbers:
                self.numbers[name] = value
            else:
                self.given[name] = value
        self.names = {**names_of(facts, profile, self.numbers), "file": target.file}
        self.blocked = blocked(facts, profile, self.names)
        self.notes: list[str] = []
        self.missing: list[str] = []

    def plan(self, require: bool) -> Plan:
        carried = list(self.carried()) if self.target.named else []
        have = {(entry.key, entry.words[:1]) for entry in carried}
        own = [*self.blocking(), *(entry for value in self.values() for entry in self.entries(value))]
        insisted = {(entry.key, entry.words[:1]) for entry, value in self.insisting(own) if value}
        kept = [e for e in carried if (e.key, e.words[:1]) not in insisted or e.words[:1] in [(r,) for r in REPEATED]]
        mine = [
            e
            for e in own
            if (e.key, e.words[:1]) not in have or (e.key, e.words[:1]) in insisted or e.words[:1] == ("-p",)
        ]
        entries = (*[e for e in mine if e.first], *kept, *[e for e in mine if not e.first], *self.markers(kept))
        if require and self.missing:
            raise UsageError(
                f"profile {self.profile.name} needs {', '.join(self.missing)}: pip install {' '.join(self.missing)}"
            )
        usage = str(evaluated(self.profile.usage, self.names, self.profile.source))
        if self.target.named:
            usage = usage or f"pytest -c {self.target.file}"
        else:
            usage = usage.replace(f" -c {self.target.file}", "")  # pytest finds it by itself
        return Plan(
            self.profile,
            self.target,
            tuple(dict.fromkeys(entries)),
            tuple(dict.fromkeys(self.notes)),
            self.recorded(),
            tuple(self.missing),
            usage,
        )

    def insisting(self, own: list[Entry]) -> Iterator[tuple[Entry, bool]]:
        insists = {value.name for value in self.profile.values if value.insists} | set(self.given)
        for entry in own:
            yield entry, (entry.words[0] if entry.words else entry.key) in insists

    def recorded(self) -> tuple[str, ...]:
        """The `--set`s, and the machine's numbers where they were used: another machine renders the same."""
        used = any("workers" in str((v.value, v.reason)) for v in self.profile.values)
        names = [name for name in MACHINE if used and name in self.profile.numbers]
        found = [f"{name}={shown(self.names[name])}" for name in names]
        return (*found, *(each for each in self.settings if assignment(each)[0] not in names))

    def values(self) -> Iterator[Value]:
        known = {value.name for value in self.profile.values}
        for value in self.profile.values:
            if value.name in self.given:
                value = value.replace(
                    value=self.given[value.name],
                    when=bool(self.given[value.name]),
                    reason=f"--set {value.name}={self.given[value.name]}",
                    otherwise="",
                )
            yield value
        for name, text in self.given.items():
            if name in known:
                continue
            there = self.plugins.with_option(name) if name.startswith("-") else self.plugins.with_ini_key(name)
            if not there and self.plugins.complete:
                raise UsageError(
                    f"--set {name}: no plugin of this project knows it; "
                    f"numbers of the profile: {', '.join(self.profile.numbers)}"
                )
            if text:
                yield Value(name, text, "--set", reason=f"--set {name}={text}")

    def entries(self, value: Value) -> Iterator[Entry]:
        if not holds(value.when, self.names, value.place):
            if value.otherwise:
                self.notes.append(str(evaluated(value.otherwise, self.names, value.place)))
            return
        if not self.has(value):
            return
        found = evaluated(value.value, self.names, value.place)
        if found in ((), "", None) or (found is False and value.is_option):
            return
        reason = str(evaluated(value.reason, self.names, value.place))
        if value.is_option:
            words = (value.name,) if found is True else self.words(value.name, found)
            yield Entry("addopts", "", reason, "args", words, value.first)
            return
        kind = self.type_of(value.name)
        if kind is None:
            if self.plugins.complete:
                self.notes.append(f"{value.name}: no installed plugin knows it")
            return
        if kind in LINES and not isinstance(found, tuple):
            found = tuple(str(found).split()) if kind != "linelist" else (str(found),)
        if value.name in ("markers", "filterwarnings"):
            for item in found if isinstance(found, tuple) else (found,):
                yield Entry(value.name, str(item), reason, kind, (), value.first)
        else:
            yield Entry(value.name, found, reason, kind)

    @staticmethod
    def words(name: str, found: Any) -> tuple[str, ...]:
        return (
            (f"{name}={found}",)
            if name.startswith("--")
            else (f"{name}{found}",)
            if name == "-r"
            else (name, str(found))
        )

    def type_of(self, name: str) -> str | None:
        for plugin in self.plugins.with_ini_key(name):
            if plugin.active and not self.is_blocked(plugin.distribution):
                return str(plugin.provided.ini_key(name).type or "string")
        return None

    def has(self, value: Value) -> bool:
        """Is everything there that the value needs? A plugin that is missing is named in the file."""
        from packaging.requirements import InvalidRequirement, Requirement
        from packaging.version import InvalidVersion

        installed = self.facts.get("distributions")
        for text in value.needs:
            try:
                wanted = Requirement(text)
            except InvalidRequirement as fault:
                raise UsageError(f"{value.place}: needs = {text!r}: {fault}") from None
            version = self.config.pytest_version if wanted.name == "pytest" else None
            there = installed.get(wanted.name)
            if (version is None and there is None) or self.is_blocked(wanted.name):
                if not self.is_blocked(wanted.name):
                    self.missing.append(wanted.name)
                    self.notes.append(f"{value.name} needs {wanted.name}: `pip install {wanted.name}`")
                return False
            if wanted.name != "pytest" and not self.is_active(wanted.name):
                self.notes.append(f"{value.name} needs {wanted.name}, which is installed and not loaded")
                return False
            try:
                if not wanted.specifier.contains(
                    version or (there.version if there else "") or "9999", prereleases=True
                ):
                    return False
            except InvalidVersion:
                return False
        return True

    def meant(self, marker: str) -> str:
        """The plugin that a marker can only mean: a declared one, or one whose mark does something by itself.

        Registering such a marker would hide that its tests do not run as they should. `slow` means no plugin.
        """
        declared, known = self.facts.get("declared"), self.facts.get("knowledge")
        owners = [plugin.distribution for plugin in known.with_marker(marker)]
        sure = [owner for owner in owners if declared.get(normalized(owner))]
        return next(iter(sure), OWNERS.get(marker, ""))

    def blocking(self) -> Iterator[Entry]:
        """`-p no:NAME` for each plugin that the profile keeps out."""
        for block in self.blocked:
            reason = str(evaluated(block.reason, self.names, block.place))
            yield Entry("addopts", "", reason, "args", ("-p", f"no:{block.name}"))

    def is_active(self, distribution: str) -> bool:
        return any(
            normalized(p.distribution) == normalized(distribution) for p in self.plugins.active if p.distribution
        )

    def is_blocked(self, distribution: str) -> bool:
        return bool(distribution) and any(normalized(b.distribution) == normalized(distribution) for b in self.blocked)

    def carried(self) -> Iterator[Entry]:
        """The project's own settings: a file that `-c` names takes the place of the one that holds them."""
        file = self.config.configfile
        reason = f"as in {file.file}" if file else ""
        yield from self.carried_options(reason)
        for setting in file.settings if file else ():
            kind = self.type_of(setting.name)
            if setting.name == "addopts":
                continue
            if kind is None:
                self.notes.append(f"{setting.name} of {file.file}: no plugin that is loaded here knows it")
                continue
            found = setting.value
            if kind in LINES:
                items = (
                    tuple(map(str, found)) if isinstance(found, list) else tuple(w.text.strip() for w in setting.items)
                )
                if setting.name in ("markers", "filterwarnings"):
                    yield from (Entry(setting.name, item, reason, kind) for item in items if item)
                    continue
                found = items
            yield Entry(setting.name, found, reason, kind)

    def carried_options(self, reason: str) -> Iterator[Entry]:
        line = self.facts.get("command_line")
        for option in line.options:
            if option.source is not Source.ADDOPTS:
                continue
            if option.name == "-p" and option.value in {f"no:{block.name}" for block in self.blocked}:
                continue
            owners = self.plugins.with_option(option.name)
            if not option.known or (owners and all(self.is_blocked(p.distribution) for p in owners)):
                self.notes.append(f"{option.text()}: no plugin that is loaded here knows it")
                continue
            words = (option.name,) if option.value is None else self.words(option.name, option.value)
            yield Entry("addopts", "", reason, "args", words)

    def markers(self, kept: list[Entry]) -> Iterator[Entry]:
        """Markers in use that nobody registers; those of plugins that are kept out, as inert ones."""
        registered = self.facts.get("markers").registered
        have = {str(e.value).partition(":")[0].partition("(")[0].strip() for e in kept if e.key == "markers"}
        own = self.config.configfile.file if self.config.configfile else ""
        first: dict[str, str] = {}
        for file, mark in self.facts.get("sources").marks:
            first.setdefault(mark.name, file.path)
        for name, path in sorted(first.items()):
            there = registered.get(name)
            owners = [plugin.distribution for plugin in self.plugins.with_marker(name)]
            owner = next((each for each in owners if self.is_blocked(each)), "")
            if owner:
                yield Entry("markers", f"{name}: inert here, {owner} is blocked", f"{owner} is blocked", "linelist")
            elif name in have or (there and there.origin != own):
                continue
            elif owners and not there:
                self.notes.append(f"marker {name} is one of {owners[0]}, which is installed and not loaded")
            elif not there and (plugin := self.meant(name)):
                self.missing.append(plugin)
                self.notes.append(f"marker {name} is one of {plugin}: `pip install {plugin}`")
            else:
                yield Entry("markers", f"{name}: tests marked {name}", f"in use, first in {path}", "linelist")


def shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def assignment(text: str) -> tuple[str, str]:
    """`key=value`; options may begin with dashes."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(f"--set wants KEY=VALUE, not {text!r}")
    return name.strip(), value.strip()
