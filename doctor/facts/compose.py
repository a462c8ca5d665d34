"""The services of a compose file: what they are built from, and what they call."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.added_options import NAME, added, holding
from doctor.facts.call_variables import above
from doctor.facts.contents import content
from doctor.facts.exit_codes import indent
from doctor.facts.folded import end_of
from doctor.facts.steps import steps
from doctor.model.calls import PytestCall

LIST = re.compile(r"(?P<key>\s*(?:command|entrypoint)\s*:)\s*(?:#.*)?")
FLOW = re.compile(r"\s*(?:command|entrypoint)\s*:\s*\[[^\]\n]*")
ITEM = re.compile(r"\s*-\s+(?P<text>\S.*)")
KEY = re.compile(r"\s+(?P<key>[\w-]+)\s*:\s*(?P<value>[^\s#]*)\s*(?:#.*)?")
FLOW_BUILD = re.compile(r"\s+(?P<key>build)\s*:\s*(?P<value>\{[^{}]*\})\s*")
PAIR = re.compile(r"(?P<key>\w+)\s*:\s*(?P<value>[^\s,}]+)")
SERVICES = re.compile(r"services\s*:\s*(?:#.*)?")
COMMAND = re.compile(r"\s+(?:command|entrypoint)\s*:")
# what may change the image, or take its place
OTHERWISE = re.compile(
    r"^\s+(?:extends|<<)\s*:|\binstall\b|\bsync\b|dockerfile_inline|site-packages|venv", re.MULTILINE
)
ENTRYPOINT = re.compile(r"^\s+entrypoint\s*:", re.MULTILINE)
STARTS = re.compile(r"^\s*ENTRYPOINT\b(?![^\n]*\b(?:tini|dumb-init)\b[^\n]*\"--\")", re.MULTILINE)


def listed(lines: list[str]) -> list[str]:
    """As many lines: a command whose words stand below each other stands in its first line."""
    made = list(lines)
    for at, line in enumerate(lines):
        if FLOW.fullmatch(line.rstrip()):
            end = next((row for row in range(at, len(lines)) if "]" in lines[row]), at)
            text = " ".join(each.strip() for each in lines[at : end + 1])
            made[at] = " " * indent(line) + re.sub(r",\s*\]", "]", text)
        elif hit := LIST.fullmatch(line):
            words = [plain(each) for each in items(lines, at)]
            end = at + len(words)
            made[at] = f"{hit['key']} {json.dumps(words)}" if words else line
        else:
            continue
        made[at + 1 : end + 1] = [""] * (end - at)
    return made


def items(lines: list[str], at: int) -> list[str]:
    """The items of a list below its key, none where one goes on in the next line."""
    depth, found = indent(lines[at]), list[str]()
    for line in lines[at + 1 :]:
        if (hit := ITEM.fullmatch(line)) and indent(line) >= depth:
            found.append(hit["text"])
        else:
            return [] if line.strip() and indent(line) > depth else found
    return found


def plain(text: str) -> str:
    """What an item comes to."""
    text = text.strip()
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text.partition(" #")[0].rstrip()


def served(project: str, made: tuple[PytestCall, ...]) -> dict[str, tuple[PytestCall, ...]]:
    """The calls of services, by the Dockerfile that the service is built from."""
    found: dict[str, list[PytestCall]] = {}
    for kind, name in steps(project):
        data = content(Path(project, name)) if kind == "docker" and name.endswith(("yml", "yaml")) else b""
        if b"build" in data and (b"pytest" in data or NAME.encode() in data):
            for image, call in of_file(project, name, data, made):
                found.setdefault(image, []).append(call)
    return {image: tuple(calls) for image, calls in found.items()}


def of_file(project: str, name: str, data: bytes, made: tuple[PytestCall, ...]) -> Iterator[tuple[str, PytestCall]]:
    lines = data.decode("utf-8", "replace").splitlines()
    options = added(name, "docker", lines)
    for start, end in services(lines):
        block = "\n".join(lines[start + 1 : end])
        image = built_from(lines, start, end) if not OTHERWISE.search(block) else ""
        text = content(Path(project, image)).decode("utf-8", "replace") if image else ""
        if "FROM" not in text or (STARTS.search(text) and not ENTRYPOINT.search(block)):
            continue
        own = [call for call in made if call.place.file == name and start + 1 < call.place.line <= end]
        if own and not (ENTRYPOINT.search(block) and len(own) != 1):
            rows = text.splitlines()
            inherited = holding(added(image, "docker", rows), len(rows)) if NAME not in block else ()
            yield from ((image, call.replace(added=call.added or inherited)) for call in own)
        elif not any(COMMAND.match(line) for line in lines[start + 1 : end]):
            given = holding(options, start + 1)
            cmds = [call for call in made if call.place.file == image and is_started(text, call)]
            yield from ((image, call.replace(added=given)) for call in cmds if given)


def is_started(text: str, call: PytestCall) -> bool:
    """Is it the command of the image, and no step by which that is built?"""
    return text.splitlines()[call.place.line - 1].lstrip().startswith(("CMD", "ENTRYPOINT"))


def services(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The index of the line of each service, and of the one behind its block."""
    top = next((at for at, line in enumerate(lines) if SERVICES.fullmatch(line)), -1)
    end = end_of(lines, top + 1, 0) if top >= 0 else -1
    for at in range(top + 1, end):
        if lines[at].strip() and not lines[at].lstrip().startswith("#") and above(lines, at, indent(lines[at])) == top:
            yield at, end_of(lines, at + 1, indent(lines[at]))


def built_from(lines: list[str], start: int, end: int) -> str:
    """The Dockerfile that a service is built from, where that lies in the project's folder or below, and the context is
    the project's folder; else ""."""
    rows = [
        (at, hit)
        for at in range(start + 1, end)
        if (hit := KEY.fullmatch(lines[at]) or FLOW_BUILD.fullmatch(lines[at]))
    ]
    at, build = next(((at, hit) for at, hit in rows if hit["key"] == "build"), (-1, None))
    if build is None or above(lines, at, indent(lines[at])) != start:
        return ""
    given = {hit["key"]: hit["value"].strip("\"'") for row, hit in rows if above(lines, row, indent(lines[row])) == at}
    if build["value"].startswith("{"):
        given = {hit["key"]: hit["value"].strip("\"'") for hit in PAIR.finditer(build["value"])}
    folder = given.get("context", ".") if build["value"][:1] in ("", "{") else build["value"].strip("\"'")
    name = posixpath.normpath(given.get("dockerfile", "Dockerfile"))
    return name if folder in (".", "./") and not name.startswith(("..", "/")) and "$" not in name else ""
