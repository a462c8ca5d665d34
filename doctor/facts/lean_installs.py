"""Steps that install a project with poetry, pdm or pipenv, and leave groups of its dependencies out."""

from __future__ import annotations

import re

from doctor.model.calls import PytestCall
from doctor.model.installs import Installed
from doctor.model.places import Place

INSTALLS = re.compile(r"\b(?P<tool>poetry|pdm|pipenv)[ \t]+(?:install|sync|add)\b(?P<words>[^\n&|;#]*)")
LEAN = {
    "poetry": re.compile(r"--only[ =][\"']?main[\"']?(?!\S)|--no-dev\b|--without[ =](?P<names>[\w,-]+)"),
    "pdm": re.compile(r"--prod(?:uction)?\b|--no-dev\b"),
    "pipenv": re.compile(r"^(?!.*(?:\s-d\b|--dev\b|--categories))(?:\s*--?[\w-]+)*\s*$"),
}
OTHERS = re.compile(
    r"\b(?:conda|mamba|micromamba|pixi|rye|invoke|just|task|apt-get|apk|dnf|setup\.py|uv|make|pipx|tox|nox|hatch"
    r"|requirements_file|docker-compose|docker\s+run)\b|\./\S|\bsh\s|--from=|\bpytest(?![\w-])[^\n]*\binstall\b"
    r"|\binstall\b[^\n]*\bpytest|(?:with|groups|extras?)[ =]"
)


def left_out(text: str, file: str, kind: str, made: tuple[PytestCall, ...]) -> Installed | None:
    """The one tool that installs everything here, where it leaves groups out in each call. `groups` is "dependencies",
    and "without:dev" for each group that is named."""
    bare = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    found = list(INSTALLS.finditer(bare))
    leans = [LEAN[hit["tool"]].search(hit["words"]) for hit in found]
    if not made or not found or OTHERS.search(bare) or not all(leans) or len({hit["tool"] for hit in found}) > 1:
        return None
    named = ",".join(hit.groupdict().get("names") or "" for hit in leans if hit)
    names = {f"without:{name}" for name in named.split(",") if name}
    main = "packages" if found[0]["tool"] == "pipenv" else "dependencies"
    lines = text.splitlines()
    words = found[0][0].strip()
    line = next((number for number, each in enumerate(lines, 1) if words in each), 0)
    if not line:
        return None
    column = lines[line - 1].find(words) + 1
    place = Place(file, line, column, line, column + len(words))
    return Installed(place, words, kind, frozenset(), frozenset({main, *names}), made)
