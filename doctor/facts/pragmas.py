"""The fact `pragmas`: where the project has a comment `# pragma: no cover`, asked where `exclude_lines` does not
name it."""

from __future__ import annotations

import re
from pathlib import Path

from doctor.facts.contents import content
from doctor.facts.sources.hidden import is_built_copy
from doctor.model.config import ConfigFile, Setting
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation
from doctor.model.places import Place

SIGN = b"# pragma: no cover"
MOST = 2000  # files that are looked into


def pragmas(invocation: Invocation, coverage_file: ConfigFile | None, tree: Tree) -> tuple[Place, ...]:
    """The first one of each file."""
    found = []
    reports = [each for each in coverage_file.sections if each.name == "report"] if coverage_file else []
    setting = next((setting for each in reports if (setting := each.get("exclude_lines"))), None)
    if setting is None or is_kept(setting):
        return ()
    code = [file for file in sorted(tree.files) if file.endswith(".py") and not ("test" in file or is_built_copy(file))]
    for path in code[:MOST]:
        text = content(Path(invocation.project, path))
        at = text.find(SIGN)
        if at >= 0:
            line = text.count(b"\n", 0, at) + 1
            column = len(text[text.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
            found.append(Place(path, line, column, line, column + len(SIGN)))
    return tuple(found)


def is_kept(setting: Setting) -> bool:
    """Does one of the patterns match the comment?"""
    value = setting.value
    for item in value if isinstance(value, list) else str(value).split("\n"):
        pattern = str(item).strip()
        try:
            if pattern and re.search(pattern, SIGN.decode()):
                return True
        except re.error:
            return True
    return False
