"""The fact `heads`: the tables of pyproject.toml, by a search for their heads."""

from __future__ import annotations

import re
from pathlib import Path

from doctor.facts.contents import content
from doctor.model.heads import Head
from doctor.model.invocation import Invocation
from doctor.model.places import Place

HEAD = re.compile(r"^\[\[?(?P<name>[\w.:\"' -]+)\]", re.MULTILINE)
FILE = "pyproject.toml"


def heads(invocation: Invocation) -> tuple[Head, ...]:
    text = content(Path(invocation.project, FILE)).decode("utf-8", "replace")
    found = []
    for hit in HEAD.finditer(text):
        line, column = text.count("\n", 0, hit.start()) + 1, hit.start("name") - text.rfind("\n", 0, hit.start())
        place = Place(FILE, line, column, line, column + len(hit["name"]))
        found.append(Head(hit["name"].replace('"', "").replace("'", "").replace(" ", ""), place))
    return tuple(found)
