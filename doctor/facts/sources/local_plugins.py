"""What a conftest or another plugin of the project brings to a run."""

from __future__ import annotations

from pathlib import Path

from doctor.facts.sources.locate import Locator
from doctor.knowledge.extract import extract_module
from doctor.knowledge.modules import Module, read_module
from doctor.knowledge.syntax import MAX_BYTES
from doctor.model.plugins import Provided


def provided(project: str, path: str, package: str, locator: Locator) -> Provided:
    """Reads the file and what it draws on of the project's own modules."""
    known: dict[str, Module | None] = {}

    def read(file: str, name: str) -> Module | None:
        try:
            source = Path(project, file)
            data = source.read_bytes() if source.stat().st_size <= MAX_BYTES else b"\0"
        except OSError:
            return None
        return read_module(data, name, file, file.endswith("__init__.py"))

    def resolve(name: str) -> Module | None:
        if name not in known:
            found = locator.find(name, path)
            known[name] = read(found, name) if found else None
        return known[name]

    stem = path.rpartition("/")[2].removesuffix(".py")
    module = read(path, package if stem == "__init__" else f"{package}.{stem}" if package else stem)
    return extract_module(module, resolve) if module else Provided()
