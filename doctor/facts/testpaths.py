"""The folders and files that `testpaths` stands for."""

from __future__ import annotations

import os
from collections.abc import Iterable


def matches(testpaths: Iterable[str], project: str, pyargs: bool) -> list[str]:
    """The existing paths, relative to the project as pytest has them; package names with `--pyargs`."""
    if pyargs:
        return list(testpaths)
    return [path for pattern in testpaths if isinstance(pattern, str) for path in sorted(_glob(pattern, project))]


def _glob(pattern: str, project: str) -> Iterable[str]:
    if not any(char in pattern for char in "*?["):
        path = os.path.join(project, pattern)
        there = os.path.isdir(path) if not os.path.basename(pattern) else os.path.lexists(path)
        return [pattern] if pattern and there else []
    import glob  # brings fnmatch and re, for patterns only

    return glob.iglob(pattern, root_dir=project, recursive=True)
