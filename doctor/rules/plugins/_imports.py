"""The imports that a run comes to: of its own files, and of the project's modules that these import."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import FoundModule, Modules
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.sources import SourceFile, Sources
from doctor.rules.importorskip import may_be_left_from, skipped_from
from doctor.rules.naming import folder_of, is_within
from doctor.rules.plugins._loaded import loaded

MOST = 1_500  # modules that are followed
OTHERS = ("pytest", "_pytest")  # see private-import-moved and removed-pytest-api


class Reached(Record):
    """An import that runs when `root` is imported. `file` is where it is written: `root` itself, or a module that it
    comes to use; then `via` is the import in `root` that leads there."""

    module: str
    names: tuple[str, ...]
    place: Place
    file: str
    root: SourceFile
    via: Place | None = None


def reached(sources: Sources, modules: Modules, config: PytestConfig) -> Iterator[Reached]:
    """All of them, those of the run's own files first; each module is followed once."""
    waiting: list[Reached] = []
    left = [folder_of(each.path) for each in sources if each.role == "conftest" and may_be_left_from(each, modules)]
    for file in loaded(sources, config, surely=True, modules=modules):
        if file.role == "test" and any(is_within(file.path, folder) for folder in left):
            continue  # a conftest that skips itself skips its folder
        end = skipped_from(file, modules)
        for each in file.imports:
            if each.place.line > end > 0:
                continue
            if not each.guarded and not each.level and each.module.partition(".")[0] not in OTHERS:
                names = (each.name,) if each.name else ()
                waiting.append(Reached(each.module, names, each.place, file.path, file))
    yield from waiting
    yield from followed(waiting, modules)


def followed(waiting: list[Reached], modules: Modules) -> Iterator[Reached]:
    """The imports within the project's modules, breadth first."""
    seen: set[str] = {each.file for each in waiting}
    for each in waiting:  # it grows
        for found in own_modules(each, modules):
            if found.file in seen or len(seen) > MOST:
                continue
            seen.add(found.file)
            for inner in modules.imports(found):
                if inner.module.partition(".")[0] not in OTHERS:
                    via = each.via or each.place
                    more = Reached(inner.module, inner.names, inner.place, found.file, each.root, via)
                    waiting.append(more)
                    yield more


def own_modules(each: Reached, modules: Modules) -> Iterator[FoundModule]:
    """The project's modules that the import runs: packages around it, itself, and submodules that it names."""
    parts = each.module.split(".")
    outer = [".".join(parts[:count]) for count in range(1, len(parts) + 1)]
    for name in (*outer, *(f"{each.module}.{name}" for name in each.names if name != "*")):
        found = modules.find(name, each.file)
        if found is None:
            if name in outer:
                return
        elif found.origin not in ("project", "cwd"):
            return
        elif found.file.endswith(".py"):
            yield found


def lost_module(each: Reached, modules: Modules) -> str | None:
    """The outermost module of the import that is not there."""
    if modules.find(each.module, each.file) is not None:
        return None
    parts = each.module.split(".")
    for count in range(1, len(parts) + 1):
        name = ".".join(parts[:count])
        if modules.find(name, each.file) is None:
            return name if modules.certain(name, each.file) else None
    return None
