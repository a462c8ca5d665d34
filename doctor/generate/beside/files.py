"""Renders the files beside a configuration; a file that a user wrote or edited is never touched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from doctor import resources
from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.generate.beside.installs import install
from doctor.generate.beside.limits import budget
from doctor.generate.beside.targets import NEEDS, TARGETS
from doctor.model.fixes import FileChange
from doctor.model.record import Record

SIGN = "# written by pytest-doctor, digest "
PYTHONS = ("3.12", "3.13", "3.11", "3.14", "3.10")  # where the environment does not tell, the first that fits
SHARDS = 4


class Placed(Record):
    """One file: the change that writes it, None where there is nothing to write; `text` is what it should hold.

    `reason` says why nothing is written: "in sync", or that the file is the user's, who may take the text over.
    """

    kind: str
    file: str
    text: str
    use: str
    change: FileChange | None
    reason: str = ""


def beside(facts: Facts, kinds: Iterable[str], shards: int = 0) -> tuple[Placed, ...]:
    """The files of these kinds, and those that they read. UsageError for a kind that there is not."""
    wanted = list(dict.fromkeys(kinds))
    for kind in wanted:
        if kind not in TARGETS:
            raise UsageError(f"--with {kind}: there is {', '.join(TARGETS)}")
    wanted += [need for kind in wanted for need in NEEDS.get(kind, ()) if need not in wanted]
    values = {**names(facts), "shards": shards}
    return tuple(placed(Path(facts.get("invocation").project), kind, values) for kind in wanted)


def placed(project: Path, kind: str, values: dict[str, Any]) -> Placed:
    """The file as it should be, and what is to be done for it."""
    target = TARGETS[kind]
    body = template(target.template).render(values)
    text = signed(body)
    path = project / target.file
    before = path.read_bytes() if path.is_file() else None
    change, reason = None, ""
    if before is None:
        change = FileChange(target.file, None, text.encode())
    elif before.decode(errors="replace") == text:
        reason = "in sync"
    elif is_ours(before.decode(errors="replace")):
        change = FileChange(target.file, before, text.encode())
    else:
        reason = f"{target.file} is yours or was edited by hand: take over by hand what fits"
    return Placed(kind, target.file, text, target.use, change, reason)


def signed(body: str) -> str:
    """The text with the line that tells whether it was edited; below `#!`, if it begins so."""
    first, _, rest = body.partition("\n")
    line = f"{SIGN}{digest(body)}; generate it anew instead of editing it, or delete this line to keep it\n"
    return f"{first}\n{line}{rest}" if first.startswith("#!") else line + body


def is_ours(text: str) -> bool:
    """Is the text as we wrote it?"""
    lines = text.split("\n")
    number = next((number for number, line in enumerate(lines[:2]) if line.startswith(SIGN)), None)
    if number is None:
        return False
    said = lines[number].removeprefix(SIGN).partition(";")[0]
    return said == digest("\n".join([*lines[:number], *lines[number + 1 :]]))


def digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:12]


def template(name: str) -> Any:
    loader = FileSystemLoader(resources.templates() / "beside")
    found = Environment(  # noqa: S701  no HTML is made
        loader=loader, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
    )
    return found.get_template(name)


def names(facts: Facts) -> dict[str, Any]:
    """What the templates may ask for."""
    tree, distributions = facts.get("tree"), facts.get("distributions")

    def config(name: str) -> str:
        return f" -c {name}" if tree.has(name) else ""

    return {
        "python": python(facts),
        "install": install(facts),
        "budget": budget(facts.get("container").limits),
        "docker_config": config("pytest-docker.ini"),
        "sandbox_config": config("pytest-sandbox.ini") or config("pytest-docker.ini"),
        "ci_config": config("pytest-ci.ini"),
        "has_xdist": distributions.get("pytest-xdist") is not None,
    }


def python(facts: Facts) -> str:
    """The minor version that the project's tests run on here, else one that the project declares to support."""
    version = facts.get("interpreter").version
    if version and facts.get("interpreter").found_by != "running interpreter":
        return ".".join(version.split(".")[:2])
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        allowed = SpecifierSet(facts.get("declared").requires_python or "")
    except InvalidSpecifier:
        return PYTHONS[0]
    return next((each for each in PYTHONS if allowed.contains(f"{each}.9")), PYTHONS[0])
