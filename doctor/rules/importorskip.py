"""Files that pytest leaves at an importorskip."""

from __future__ import annotations

from doctor.model.environment import Modules
from doctor.model.sources import SourceFile


def skipped_from(file: SourceFile, modules: Modules) -> int:
    """The line of the first `pytest.importorskip` at module level whose module is not there: the rest is skipped.
    0 if there is none."""
    lines = [
        call.place.line
        for call in file.calls_of("pytest.importorskip")
        if not call.within and (name := call.expr.argument(0, "modname")) and name.text
        if modules.find(name.text, file.path) is None
    ]
    return min(lines, default=0)
