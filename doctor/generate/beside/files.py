"""Renders the files beside a configuration; a file that a user wrote or edited is never touched."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from doctor import resources
from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.generate.beside.installs import install
from doctor.generate.beside.limits import Machine, budget, machine
from doctor.generate.beside.targets import NEEDS, TARGETS
from doctor.generate.story import bytes_of
from doctor.model.fixes import FileChange
from doctor.model.record import Record

SIGN = "# written by pytest-doctor for python {0.python}, {0.memory} MB, {0.cpus} CPUs; digest {1}; {2}\n"
SIGNED = re.compile(r"# written by pytest-doctor for python (\S+), (\d+) MB, (\d+) CPUs; digest (\w+);")
ADVICE = "generate it anew instead of editing it; delete this line to make it yours"
PYTHONS = ("3.12", "3.13", "3.11", "3.14", "3.10")  # where the environment does not tell, the first that fits


class Placed(Record):
    """One file: the change that writes it, None where there is nothing to write; `text` is what it should hold.

    `reason` says why nothing is written: "in sync", or whose the file is, who may take over from the text what fits.
    """

    kind: str
    file: str
    text: str
    use: str
    change: FileChange | None
    reason: str = ""

    @property
    def drifted(self) -> bool:
        """Is a file of ours not there, not as it should be, or edited?"""
        return self.change is not None or self.reason == EDITED


IN_SYNC, EDITED, THEIRS = "in sync", "edited by hand", "yours"


def beside(facts: Facts, kinds: Iterable[str], shards: int = 0) -> tuple[Placed, ...]:
    """The files of these kinds, and those that they read. UsageError for a kind that there is not."""
    wanted = list(dict.fromkeys(kinds))
    for kind in wanted:
        if kind not in TARGETS:
            raise UsageError(f"--with {kind}: there is {', '.join(TARGETS)}")
    wanted += [need for kind in wanted for need in NEEDS.get(kind, ()) if need not in wanted]
    values = {**names(facts), "shards": shards}
    here = machine(python(facts), facts.get("container").limits)
    return tuple(placed(facts.get("invocation").project, kind, values, here) for kind in wanted)


def placed(project: str, kind: str, values: dict[str, Any], here: Machine) -> Placed:
    """The file as it should be, and what is to be done for it."""
    target = TARGETS[kind]
    before = bytes_of(project, target.file)
    was = (before or b"").decode(errors="replace")
    here = remembered(was) or here
    text = signed(template(target.template).render(values, python=here.python, budget=budget(here)), here)
    change, reason = FileChange(target.file, before, text.encode()), ""
    if before is not None:
        reason = IN_SYNC if was == text else "" if is_ours(was) else EDITED if remembered(was) else THEIRS
    return Placed(kind, target.file, text, target.use, None if reason else change, reason)


def signed(body: str, here: Machine) -> str:
    """The text with the line that tells whether it was edited; below `#!`, if it begins so."""
    first, _, rest = body.partition("\n")
    line = SIGN.format(here, digest(body), ADVICE)
    return f"{first}\n{line}{rest}" if first.startswith("#!") else line + body


def remembered(text: str) -> Machine | None:
    """The machine for which we wrote the text, None if that is not ours."""
    found = next(filter(None, map(SIGNED.match, text.split("\n")[:2])), None)
    return Machine(found[1], int(found[2]), int(found[3])) if found else None


def is_ours(text: str) -> bool:
    """Is the text as we wrote it?"""
    lines = text.split("\n")
    for number, line in enumerate(lines[:2]):
        if found := SIGNED.match(line):
            return found[4] == digest("\n".join([*lines[:number], *lines[number + 1 :]]))
    return False


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
    tree = facts.get("tree")

    def config(name: str) -> str:
        return f" -c {name}" if tree.has(name) else ""

    return {
        "install": install(facts),
        "docker_config": config("pytest-docker.ini"),
        "sandbox_config": config("pytest-sandbox.ini") or config("pytest-docker.ini"),
        "ci_config": config("pytest-ci.ini"),
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
