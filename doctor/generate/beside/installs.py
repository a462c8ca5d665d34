"""How the project and what its tests need are installed, told from its lock files and declarations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from doctor.facts.declared_toml import open_toml
from doctor.facts.graph import Facts
from doctor.facts.metadata import read_text
from doctor.facts.requirement_lines import logical_lines
from doctor.model.environment import Declared, Requirement
from doctor.model.record import Record

PIP = "python -m pip install"
NAMES = ("test", "tests", "testing", "dev", "develop", "ci", "qa")  # what groups of test dependencies are called


class Install(Record):
    """Shell lines, in order, that `python` runs; `prefix` stands before each command that needs what they installed.

    `reason` says which declarations they rest on. `files` are what the lines read; with these alone, and without the
    project's code, `early` can be run: the layer of an image that is kept while only code changes.
    """

    lines: tuple[str, ...]
    reason: str
    prefix: str = ""
    files: tuple[str, ...] = ()
    early: tuple[str, ...] = ()

    @property
    def late(self) -> tuple[str, ...]:
        """The lines that need the project's code."""
        return tuple(line for line in self.lines if line not in self.early)


def install(facts: Facts) -> Install:
    """The tool whose lock file is there, else pip with what is declared, else pytest and the plugins that are there."""
    tree, declared = facts.get("tree"), facts.get("declared")
    for lock, build in (("uv.lock", _uv), ("poetry.lock", _poetry), ("pdm.lock", _pdm), ("Pipfile.lock", _pipenv)):
        if tree.has(lock):
            return build(declared)
    return _pip(facts)


def groups_of_tests(declared: Declared, kind: str) -> tuple[str, ...]:
    """Groups of this kind ("extra", "group") that hold pytest, else those whose name says so."""
    prefix = f"{kind}:"
    groups: dict[str, list[Requirement]] = {}
    for each in declared.requirements:
        if each.group.startswith(prefix) and "/" not in each.file:
            groups.setdefault(each.group[len(prefix) :], []).append(each)
    holding = [name for name, needs in groups.items() if any(is_pytest(need) for need in needs)]
    return tuple(holding or [name for name in groups if name.lower() in NAMES][:1])


def is_pytest(requirement: Requirement) -> bool:
    return requirement.key == "pytest" or requirement.key.startswith("pytest-")


def _uv(declared: Declared) -> Install:
    groups = [f"--group {quote(name)}" for name in groups_of_tests(declared, "group") if name != "dev"]
    extras = [f"--extra {quote(name)}" for name in groups_of_tests(declared, "extra")]
    sync = " ".join(["uv sync --locked", *extras, *groups])
    return Install((f"{PIP} uv", sync), "uv.lock", "uv run --no-sync ", ("pyproject.toml", "uv.lock"), (f"{PIP} uv",))


def _poetry(declared: Declared) -> Install:
    groups, extras = groups_of_tests(declared, "group"), groups_of_tests(declared, "extra")
    words = [f"--with {quote(','.join(groups))}"] if groups else []
    words += [f"--extras {quote(' '.join(extras))}"] if extras else []
    line = " ".join(["poetry install --no-interaction", *words])
    files, first = ("pyproject.toml", "poetry.lock"), f"{PIP} poetry"
    return Install((first, line), "poetry.lock", "poetry run ", files, (first,))


def _pdm(declared: Declared) -> Install:
    groups = [f"-G {quote(name)}" for kind in ("extra", "group") for name in groups_of_tests(declared, kind)]
    first = f"{PIP} pdm"
    line = " ".join(["pdm sync --no-editable", *groups])
    return Install((first, line), "pdm.lock", "pdm run ", ("pyproject.toml", "pdm.lock"), (first,))


def _pipenv(declared: Declared) -> Install:
    first, line = f"{PIP} pipenv", "pipenv sync --dev"
    return Install((first, line), "Pipfile.lock", "pipenv run ", ("Pipfile", "Pipfile.lock"), (first, line))


def _pip(facts: Facts) -> Install:
    """Requirements files first: they change less often than code."""
    declared = facts.get("declared")
    files, groups = requirement_files(declared), groups_of_tests(declared, "group")
    extras = groups_of_tests(declared, "extra")
    project, wanted = is_installable(facts), f"[{','.join(extras)}]" if extras else ""
    early = [f"{PIP} {' '.join(f'-r {quote(name)}' for name in files)}"] if files else []
    early += [f"{PIP} {' '.join(f'--group {quote(name)}' for name in groups)}"] if groups else []
    late = [f"{PIP} -e {quote('.' + wanted)}"] if project else []
    named = [*files, *(f"group {name}" for name in groups), *(f"extra {name}" for name in extras if project)]
    bare = not any(holds_pytest(declared, name) for name in ("dependencies", *named))
    if bare:
        early.append(f"{PIP} {' '.join(quote(name) for name in present(facts))}")
        named.append("pytest is declared nowhere: what is installed here")
    read = (*files, *(("pyproject.toml",) if groups else ()))
    return Install((*early, *late), ", ".join(named) or "dependencies", "", read, _alone(early, facts))


def _alone(early: list[str], facts: Facts) -> tuple[str, ...]:
    """Requirements files that name a path need the code beside them."""
    needs_code = any(name.startswith(("-e ", ".", "/")) for name in _raw_lines(facts))
    return () if needs_code else tuple(early)


def _raw_lines(facts: Facts) -> Iterator[str]:
    project = facts.get("invocation").project
    for name in requirement_files(facts.get("declared")):
        yield from (line for _, line in logical_lines(read_text(Path(project, name), 2_000_000)))


def requirement_files(declared: Declared) -> tuple[str, ...]:
    """The files of the project that hold pytest, and requirements.txt where those do not include it."""
    groups: dict[str, set[str]] = {}
    for each in declared.requirements:
        if each.group.endswith((".txt", ".in")) and not each.group.startswith(".."):
            groups.setdefault(each.group, set()).update((each.file, f"={each.key}"))
    compiled = {name for name in groups if name.endswith(".in") and f"{name[:-3]}.txt" in groups}
    pytests = {name for name, holds in groups.items() if any(key.startswith("=pytest") for key in holds)} - compiled
    included = {other for name in pytests for other in groups[name] if other in groups and other != name}
    first = [name for name in ("requirements.txt",) if name in groups and name not in included | pytests]
    return (*first, *sorted(pytests - included))


def holds_pytest(declared: Declared, group: str) -> bool:
    """Does the group ("dependencies", a file, "extra test", "group dev") ask for pytest or a plugin of it?"""
    name = group.replace(" ", ":", 1) if group.startswith(("extra ", "group ")) else group
    return any(each.group == name and is_pytest(each) for each in declared.requirements)


def is_installable(facts: Facts) -> bool:
    """Is there something that pip could build? A pyproject.toml without a build system may hold settings alone."""
    tree, project = facts.get("tree"), Path(facts.get("invocation").project)
    if tree.has("setup.py") or (tree.has("setup.cfg") and facts.get("declared").name):
        return True
    toml = open_toml(project / "pyproject.toml", "pyproject.toml") if tree.has("pyproject.toml") else None
    return bool(toml and toml.table(("build-system",)))


def present(facts: Facts) -> tuple[str, ...]:
    """pytest and its plugins, pinned as they are installed here; just pytest where nothing is known."""
    found = facts.get("distributions")
    if found.source != "site-packages" or not found.get("pytest"):
        return ("pytest",)
    plugins = [each for each in found if each.entry_points]
    pinned = {each.key: f"{each.key}=={each.version}" for each in (found.get("pytest"), *plugins) if not each.editable}
    return ("pytest" if "pytest" not in pinned else pinned.pop("pytest"), *sorted(pinned.values()))
