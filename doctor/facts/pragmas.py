"""The fact `pragmas`: where the project has a comment `# pragma: no cover`, asked where `exclude_lines` is set."""

from __future__ import annotations

from pathlib import Path

from doctor.facts.calls import content
from doctor.model.config import ConfigFile
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation
from doctor.model.places import Place

SIGN = b"# pragma: no cover"
MOST = 2000  # files that are looked into


def pragmas(invocation: Invocation, coverage_file: ConfigFile | None, tree: Tree) -> tuple[Place, ...]:
    """The first one of each file."""
    found = []
    sections = coverage_file.sections if coverage_file else ()
    if not any(section.name == "report" and section.get("exclude_lines") for section in sections):
        return ()
    for path in [file for file in sorted(tree.files) if file.endswith(".py") and "test" not in file][:MOST]:
        text = content(Path(invocation.project, path))
        at = text.find(SIGN)
        if at >= 0:
            line = text.count(b"\n", 0, at) + 1
            column = len(text[text.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
            found.append(Place(path, line, column, line, column + len(SIGN)))
    return tuple(found)
