"""Where the values of `parametrize` come from."""

from __future__ import annotations

from doctor.model.environment import Modules
from doctor.model.sources import Expr, SourceFile, Sources

SAME_ORDER = ("list", "tuple", "iter", "reversed", "enumerate")  # calls that keep the order of what they are given


def definition(
    name: str, file: SourceFile, sources: Sources, modules: Modules
) -> tuple[SourceFile | None, Expr | None]:
    """What a name stands for: assigned once in this file, or in the module of the project that it is imported from."""
    if "." not in name:
        return file, assigned_once(file, name)
    module, _, attribute = name.rpartition(".")
    found = modules.find(module, file.path)
    home = sources.get(found.file) if found and found.origin == "project" else None
    return home, assigned_once(home, attribute) if home else None


def assigned_once(file: SourceFile, name: str) -> Expr | None:
    values = [value for key, value in file.assigned if key == name]
    return values[0] if len(values) == 1 else None
