"""The names that a profile's expressions may use: what is known of the project and the machine, as plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from doctor.facts.graph import Facts
from doctor.generate.expressions import holds
from doctor.generate.import_roots import import_roots
from doctor.model.environment import Container, Tree, normalized
from doctor.model.plugins import Plugins
from doctor.model.profiles import Block, Number, Profile
from doctor.model.sources import Sources
from doctor.rules.workers import workers

MB = 1024 * 1024
BIG = 1_000  # entries of a folder that are worth a word: at 40,000 collection takes 4.5 times as long
MACHINE = ("cpus", "memory_mb", "limits")  # what is written down, so that another machine renders the same
WHOSE = {
    "container": ", the limits where this was generated",
    "machine": ", the whole machine that generated this, for nothing limits it there: "
    "say the container's with --set cpus=N --set memory_mb=N",
}
COMPOSE = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")


def names_of(facts: Facts, profile: Profile, numbers: Mapping[str, Number]) -> dict[str, Any]:
    """All names. `numbers` are the profile's, with what `--set` says over them."""
    plugins: Plugins = facts.get("plugins")
    machine = machine_names(facts.get("container"), numbers)
    known = {**project_names(facts), **machine, "file": profile.file}
    return {**known, **{name: value for name, value in numbers.items() if name not in machine}} | {
        "plugins": tuple(sorted({plugin.distribution for plugin in plugins.active if plugin.distribution})),
        "ini_keys": tuple(sorted({key.name for plugin in plugins.active for key in plugin.provided.ini})),
        "has_workers": workers(facts.get("command_line"), plugins) is not None,
        "blockable": tuple(block.name for block in profile.blocks if is_present(plugins, block.distribution)),
    }


def is_present(plugins: Plugins, distribution: str) -> bool:
    """Is it loaded, or would it be without a `-p no:`? The one that we wrote ourselves is no reason to drop it."""
    key = normalized(distribution)
    return any(normalized(p.distribution) == key for p in plugins if p.distribution and (p.active or p.flag))


def blocked(facts: Facts, profile: Profile, names: Mapping[str, Any]) -> tuple[Block, ...]:
    """What the profile keeps out in this project."""
    return tuple(
        block
        for block in profile.blocks
        if is_present(facts.get("plugins"), block.distribution) and holds(block.when, names, block.place)
    )


def project_names(facts: Facts) -> dict[str, Any]:
    config, ini, sources, network = (facts.get(name) for name in ("config", "ini", "sources", "network"))
    return {
        "pytest": tuple(config.version),
        "testpaths": roots(sources),
        "import_roots": import_roots(facts),
        "big_folders": big_folders(facts.get("tree"), sources),
        "norecursed": (
            *(str(item) for item in default(facts.get("plugins"), "norecursedirs")),
            *big_folders(facts.get("tree"), sources),
        ),
        "is_async": any(test.is_async for _, test in sources.tests),
        "anyio": any(mark.name == "anyio" for _, mark in sources.marks),
        "unmarked_async": unmarked_async(sources),
        "unknown_keys": tuple(sorted(v.name for v in ini.values.values() if not v.known and v.origin != "default")),
        "strict": bool(ini["strict"]),
        "loopback": bool(network.loopback and network.sockets_allowed),
        "django_settings": django_settings(facts),
        "ci": facts.get("ci").provider or "",
        "mounted_read_only": mounted_read_only(facts),
    }


def mounted_read_only(facts: Facts) -> bool:
    """Does a compose file of the project mount it without the right to write, or the container's whole disk?"""
    tree, project = facts.get("tree"), facts.get("invocation").project
    text = "\n".join(text_of(project, name) for name in COMPOSE if tree.has(name))
    return bool(
        re.search(r"""^\s*(-\s*["']?(\./?|\$\{?PWD\}?):[^:\s]+:([a-zA-Z,]+,)?ro\b|read_only:\s*true\b)""", text, re.M)
    )


def text_of(project: str, name: str) -> str:
    """The beginning of a file, "" where it cannot be read."""
    try:
        with Path(project, name).open(encoding="utf-8", errors="replace") as stream:
            return stream.read(100_000)
    except OSError:
        return ""


def machine_names(container: Container, numbers: Mapping[str, Number]) -> dict[str, Any]:
    """CPUs, memory and the workers that fit, with the arithmetic in words, and whose numbers they are."""
    limits = container.limits
    cpus = number(numbers.get("cpus")) or limits.cpu_quota or float(min(limits.cpus_affinity, limits.cpus_host))
    memory = int(number(numbers.get("memory_mb")) or (limits.memory or limits.memory_host or 0) // MB)
    each = int(number(numbers.get("worker_mb")) or 512)
    most = [(max(1, int(cpus)), f"{cpus:g} CPUs")]
    if memory:
        most.append((max(1, memory // each), f"{memory} MB / {each} MB a worker"))
    count = min(found for found, _ in most)
    whose = whose_limits(container, numbers)
    why = f"{count} = min({', '.join(text for _, text in most)}){WHOSE.get(whose, '')}"
    return {"cpus": round(cpus, 2), "memory_mb": memory, "workers": count, "workers_why": why, "limits": whose}


def whose_limits(container: Container, numbers: Mapping[str, Number]) -> str:
    """ "container", "machine" or "given", for a profile that wants to know: one that has a number `limits`.

    It is written down with the numbers, so that the file says the same when it is generated again.
    """
    if "limits" not in numbers or numbers["limits"]:
        return str(numbers.get("limits", ""))
    if number(numbers.get("cpus")) or number(numbers.get("memory_mb")):
        return "given"
    return "container" if container.limits.memory or container.limits.cpu_quota else "machine"


def number(value: object) -> float:
    try:
        return float(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else 0.0
    except ValueError:
        return 0.0


def roots(sources: Sources) -> tuple[str, ...]:
    """The folders that hold the test files: up to the first one that is called after tests, else the top one."""
    found: dict[str, None] = {}
    for file in sources.collected:
        folders = file.path.split("/")[:-1]
        if not folders or file.path.startswith(".."):
            return ()
        cut = next((at for at, name in enumerate(folders) if name.lower().startswith("test")), 0)
        found["/".join(folders[: cut + 1])] = None
    return tuple(root for root in sorted(found) if not any(root.startswith(f"{other}/") for other in found))


def big_folders(tree: Tree, sources: Sources) -> tuple[str, ...]:
    """Names of folders with many entries and no tests, in a test root, too: each the topmost of its kind. A name that a
    folder with tests shares is none."""
    tested = {parent for file in sources if file.collected or file.role != "module" for parent in above(file.path)}
    held = {folder.rpartition("/")[2] for folder in tested}
    counts: dict[str, int] = {}
    for folder, names in tree.folders.items():
        parents = [*reversed(above(folder)), folder] if folder else []
        top = next((each for each in parents if each not in tested), None)
        if top:
            counts[top] = counts.get(top, 0) + len(names)
    big = {folder.rpartition("/")[2] for folder, count in counts.items() if count >= BIG}
    return tuple(name for name in sorted(big) if name not in held and name[0] != ".")


def above(path: str) -> list[str]:
    """The folders in which a path lies, the nearest first, without the project's own."""
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)]


def unmarked_async(sources: Sources) -> bool:
    """Are there async tests that no mark hands to a plugin, or async fixtures that only asyncio's mode `auto` runs?"""
    handled = {"asyncio", "anyio", "trio", "tornado", "twisted"}
    plain = ("pytest.fixture", "pytest.yield_fixture")
    return any(test.is_async and not {mark.name for mark in test.marks} & handled for _, test in sources.tests) or any(
        fixture.is_async and fixture.decorator in plain for file in sources for fixture in file.fixtures
    )


def default(plugins: Plugins, name: str) -> Iterable[object]:
    """pytest's own default of a key that is a list."""
    for plugin in plugins.with_ini_key(name):
        key = plugin.provided.ini_key(name)
        if key and isinstance(key.default, (list, tuple)):
            return key.default
    return ()


def django_settings(facts: Facts) -> str:
    """The settings module that manage.py names."""
    if not facts.get("tree").has("manage.py"):
        return ""
    text = text_of(facts.get("invocation").project, "manage.py")
    found = re.search(r"""DJANGO_SETTINGS_MODULE['"]\s*,\s*['"]([A-Za-z0-9_.]+)['"]""", text)
    return found.group(1) if found else ""
