"""The last report of a project, for as long as nothing that it rests on has changed.

What it rests on: our own code, the call and its variables, the interpreter and what is installed, the machine, and the
size and times of every file of the project. Edits by hand within site-packages are not seen (`--no-cache` sees them).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from doctor import resources
from doctor.facts import cache
from doctor.facts.graph import Facts
from doctor.facts.steps import steps
from doctor.model.findings import Report
from doctor.model.record import values
from doctor.settings import Settings

KIND = "reports"
VOLATILE = {"_", "SHLVL", "PWD", "OLDPWD", "COLUMNS", "LINES", "TERM_SESSION_ID", "WINDOWID", "GPG_TTY", "SSH_TTY"}
ABOVE = (
    *("pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg"),
    *("setup.py", "conftest.py", "__init__.py"),
)


def remembered(facts: Facts, now: str) -> Report | None:
    """The report that was given in the same state of the world."""
    call = facts.get("invocation")
    store = cache.of(KIND) if now else None
    if store is None or store.tag(call.project) != (now,):
        return None
    report = store.get(call.project)
    return report if isinstance(report, Report) else None


def remember(facts: Facts, now: str, report: Report) -> None:
    """Keeps the report, if all that it rests on is watched. `now` is the state before anything was read: what changes
    meanwhile makes another one."""
    call, config = facts.get("invocation"), facts.get("config")
    inside = config.rootdir == "." and not any(file.file.startswith("..") for file in config.files)
    if now and inside and not report.defects and not any(outside(facts)):
        cache.of(KIND).put(call.project, report, (now,))


def outside(facts: Facts) -> Iterator[str]:
    """Folders beside the project from which code is imported: editable installs and lines of .pth files."""
    project = facts.get("invocation").project
    distributions = facts.get("distributions")
    for path in (*distributions.paths, *distributions.editable.values()):
        if not Path(path).is_relative_to(project):
            yield path


def state(facts: Facts, chosen: Settings) -> str:
    """A digest of everything that a report rests on; "" where nothing is to be remembered."""
    from hashlib import sha256

    if not facts.get("invocation").use_cache or facts.get("invocation").probe:
        return ""
    call, distributions = facts.get("invocation"), facts.get("distributions")
    variables = sorted(pair for pair in call.variables.items() if pair[0] not in VOLATILE)
    world = (
        cache.stamp("facts", "facts/sources", "knowledge", "model", "commands", "suppress", "", "rules", *topics()),
        values(chosen),
        (call.project, call.args, call.python, call.pytest_version),
        variables,
        values(facts.get("interpreter")),
        sorted((item.key, item.version, item.path) for item in distributions),
        [values(facts.get(name)) for name in ("container", "network", "ci")],
        list(files(facts)),
        [stamp(path.name, str(path)) for path in sorted(resources.profiles().glob("*.toml"))],
    )
    return sha256(repr(world).encode(errors="surrogateescape")).hexdigest()


def topics() -> list[str]:
    """The folders of the rules."""
    from doctor.rules.registry import TOPICS

    return [f"rules/{topic}" for topic in TOPICS]


def files(facts: Facts) -> Iterator[tuple[str, int, int, int]]:
    """Path, size and times of the project's files, and of those above it that pytest would look at."""
    project = facts.get("invocation").project
    tree = facts.get("tree")
    for path in sorted(tree.files):
        yield stamp(path, f"{project}/{path}")
    for _, path in steps(project):
        yield stamp(path, f"{project}/{path}")
    for path in (*sorted(tree.folders), *sorted(tree.pruned)):
        yield path, -1, -1, -1
    for folder in Path(project).parents:
        for name in ABOVE:
            yield stamp(name, f"{folder}/{name}")


def stamp(name: str, path: str) -> tuple[str, int, int, int]:
    """Name, size, time of the last write and of the last change to anything, which nobody can set back; zeros for what
    is not there."""
    try:
        found = os.stat(path)  # noqa: PTH116  ten times a Path's price
    except (OSError, ValueError):
        return name, 0, 0, 0
    return name, found.st_size, found.st_mtime_ns, found.st_ctime_ns
