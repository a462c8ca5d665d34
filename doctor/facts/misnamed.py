"""The fact `misnamed`: files called almost like a configuration file of pytest, with a section for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from doctor.facts.contents import content
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation
from doctor.model.misnamed import Misnamed
from doctor.model.places import Place

NAMES = re.compile(
    r"\.?py\.?test[s_.-]*\.?(?:cfg|conf|config|ini\.txt|init|ini|yaml|yml|rc|toml)?|setup\.ini|tox\.cfg|\.?pytestrc",
    re.IGNORECASE,
)
READ = ("pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml")
SECTION = re.compile(r"^\[(?P<name>pytest|tool:pytest)\]\s*(?:[#;].*)?$", re.MULTILINE)
KEY = re.compile(r"^([a-z_][\w-]*)\s*[=:]", re.MULTILINE)


def misnamed(invocation: Invocation, tree: Tree) -> tuple[Misnamed, ...]:
    listed = tree.folders.get("", ())
    names = [name for name in listed if NAMES.fullmatch(name) and name not in READ and tree.has(name)]
    project = Path(invocation.project)
    return tuple(
        each.replace(found_here=is_found(project, name, listed))
        for name in sorted(names)
        for each in told(project / name, name)
    )


def is_found(project: Path, name: str, listed: Collection[str]) -> bool:
    """Does the file system find a file under the right name that is not listed under it, as on macOS and Windows?"""
    right = name.lower()
    return right in READ and right not in listed and (project / right).exists()


def told(path: Path, name: str) -> Iterator[Misnamed]:
    text = content(path).decode("utf-8", "replace")
    if hit := SECTION.search(text):
        line = text.count("\n", 0, hit.start()) + 1
        rest = text[hit.end() :].partition("\n[")[0]
        yield Misnamed(Place(name, line, 1, line, len(hit["name"]) + 3), hit["name"], tuple(KEY.findall(rest)))
