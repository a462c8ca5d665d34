"""The fact `commit_hooks`: the hooks of pre-commit that run pytest, read by lines, without a reader of YAML."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from doctor.facts.command_lines import of_pytest
from doctor.facts.contents import content
from doctor.model.hooks import CommitHook
from doctor.model.invocation import Invocation
from doctor.model.places import Place

FILES = (".pre-commit-config.yaml", ".pre-commit-config.yml")
ITEM = re.compile(r"^(?P<indent>\s*)-\s")
REPO = re.compile(r"\s*-\s+repo\s*:")
NAMES = "id|entry|files|pass_filenames|args|language|additional_dependencies"
KEY = re.compile(rf"^\s*(?:-\s+)?(?P<key>{NAMES})\s*:\s*(?P<value>.*?)\s*(?:\s#.*)?$")


def commit_hooks(invocation: Invocation) -> tuple[CommitHook, ...]:
    name = next((name for name in FILES if Path(invocation.project, name).is_file()), "")
    text = content(Path(invocation.project, name)).decode("utf-8", "replace") if name else ""
    lines = text.splitlines()
    hooks = [hook for block in blocks(lines) if (hook := hook_of(block, name, lines))]
    return tuple(hooks)


def blocks(lines: list[str]) -> list[dict[str, tuple[int, str]]]:
    """The keys of each list item that has an `id`, with their lines and values."""
    found: list[dict[str, tuple[int, str]]] = []
    for number, line in enumerate(lines, 1):
        hit = KEY.match(line)
        if ITEM.match(line) and (not hit or hit["key"] != "args"):
            found.append({})
        if hit and found:
            found[-1].setdefault(hit["key"], (number, hit["value"].strip("\"'")))
    return [keys for keys in found if "id" in keys and "entry" in keys]


def hook_of(keys: dict[str, tuple[int, str]], file: str, lines: list[str]) -> CommitHook | None:
    line, entry = keys["entry"]
    try:
        is_pytest = of_pytest(shlex.split(entry)) is not None
    except ValueError:
        return None
    if not is_pytest:
        return None
    said = keys.get("pass_filenames", (0, ""))[1].lower()
    passes = {"true": True, "false": False}.get(said)
    column = lines[line - 1].find("entry") + 1
    place = Place(file, line, column, line, len(lines[line - 1].rstrip()) + 1)
    repo = next((text for text in reversed(lines[:line]) if REPO.match(text)), "")
    is_python = keys.get("language", (0, ""))[1] == "python" and "additional_dependencies" not in keys
    is_first = bool(ITEM.match(lines[line - 1]))
    alone = is_python and "local" in repo
    return CommitHook(place, entry, keys.get("files", (0, ""))[1], passes, is_first, alone)
