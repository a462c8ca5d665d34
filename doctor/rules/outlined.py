"""Which modules of the project define what a dotted name says."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.outlines import Outline, Outlines
from doctor.model.sources import SourceFile


def outlined(name: str, file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[tuple[Outline, str]]:
    """Modules of the project that may define a dotted name, each with the name that the function has there."""
    module, _, last = name.rpartition(".")
    outer, _, klass = module.rpartition(".")
    for home, wanted in ((module, last), (outer, f"{klass}.{last}")):
        found = modules.find(home, file.path) if home else None
        outline = outlines.of(found) if found else None
        if outline is not None:
            yield outline, wanted
