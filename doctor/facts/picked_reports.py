"""The fact `picked_reports`: the reports of tests and coverage that CI picks up."""

from __future__ import annotations

import re
from pathlib import Path

from doctor.facts.calls import MOVES
from doctor.facts.contents import content
from doctor.facts.steps import steps
from doctor.model.invocation import Invocation
from doctor.model.picked_reports import Picked
from doctor.model.places import Place

KEYS = rb"junit|files?|path|report_paths|codecov-files"
PICKS = re.compile(
    rb"^[ \t]+(?:-[ \t]+)?(?:" + KEYS + rb")[ \t]*:[ \t]*[\"']?(?P<path>[\w./-]+\.xml)[\"']?[ \t]*$", re.MULTILINE
)
# what brings files from elsewhere, takes them elsewhere, or writes them under a name that a variable gives
CARRIES = re.compile(
    rb"download-artifact|docker|podman|\b(?:cp|mv)[ \t]|(?:junit-?xml|xml:)[= ]?[^ \t\n]*[$`{]|\*\.xml"
)


def picked_reports(invocation: Invocation) -> tuple[Picked, ...]:
    """Nothing where files may come from other folders, or by other ways."""
    contents = [(kind, name, content(Path(invocation.project, name))) for kind, name in steps(invocation.project)]
    if not any(b".xml" in data for kind, _, data in contents if kind == "ci"):
        return ()
    if any(MOVES.search(data) or CARRIES.search(data) for _, _, data in contents):
        return ()
    found = []
    for name, data in [(name, data) for kind, name, data in contents if kind == "ci"]:
        for hit in PICKS.finditer(data):
            path = hit["path"].removeprefix(b"./")
            is_alone = not any(path in PICKS.sub(b"", other) for _, _, other in contents)
            line = data.count(b"\n", 0, hit.start("path")) + 1
            column = hit.start("path") - data.rfind(b"\n", 0, hit.start("path"))
            place = Place(name, line, column, line, column + len(hit["path"]))
            found.append(Picked(path.decode(), place, is_alone))
    return tuple(found)
