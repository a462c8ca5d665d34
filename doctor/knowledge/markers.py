"""Markers: the lines that `config.addinivalue_line("markers", …)` adds."""

from __future__ import annotations

import re

from doctor.knowledge.values import Beginning, Value
from doctor.model.places import Place
from doctor.model.plugins import Marker


def read_marker(line: Value, place: Place | None) -> Marker | None:
    """The marker of a line "name(arguments): help", None if its name is not known to its end."""
    if not isinstance(line, str):
        return None
    name = re.split(r"[:(]", line, maxsplit=1)[0]
    if isinstance(line, Beginning) and len(name) == len(line):
        return None
    return Marker(name.strip(), place) if name.strip() else None
