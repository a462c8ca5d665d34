"""The project's modules that run when something is imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.environment import FoundModule, Modules

MOST = 60  # modules that are followed


def reached(
    names: Iterable[str], importer: str, modules: Modules, known: set[str] | None = None
) -> Iterator[FoundModule]:
    """Each once, breadth first, after the packages around it. `names` are what the file `importer` imports, dotted;
    `known` are the files that were met before, and grows."""
    known = set() if known is None else known
    waiting = list(dict.fromkeys(part for name in names for part in packages(name)))
    asked = set(waiting)
    for name in waiting:  # it grows
        if len(known) >= MOST:
            return
        found = modules.find(name, importer)
        if found is None or found.origin not in ("project", "cwd") or not found.file or found.file in known:
            continue
        known.add(found.file)
        yield found
        for each in modules.imports(found):
            more = (*packages(each.module), *(f"{each.module}.{inner}" for inner in each.names))
            waiting += [new for new in more if new not in asked]
            asked.update(more)


def packages(module: str) -> list[str]:
    """A module and the packages around it, whose `__init__.py` runs first: "a.b" → "a", "a.b"."""
    parts = module.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]
