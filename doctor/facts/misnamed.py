"""The fact `misnamed`: files called almost like a configuration file of pytest, with a section for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.calls import content
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
    names = [name for name in tree.folders.get("", ()) if NAMES.fullmatch(name) and name not in READ and tree.has(name)]
    return tuple(each for name in sorted(names) for each in told(Path(invocation.project, name), name))


def told(path: Path, name: str) -> Iterator[Misnamed]:
    text = content(path).decode("utf-8", "replace")
    if hit := SECTION.search(text):
        line = text.count("\n", 0, hit.start()) + 1
        rest = text[hit.end() :].partition("\n[")[0]
        yield Misnamed(Place(name, line, 1, line, len(hit["name"]) + 3), hit["name"], tuple(KEY.findall(rest)))
