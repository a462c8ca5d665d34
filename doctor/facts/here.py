"""Calls that run in the environment which is at hand: of a Makefile, a script or an editor that makes none itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

# what makes or enters another environment, or may bring anything
ELSEWHERE = re.compile(
    r"\b(?:poetry|pdm|hatch|tox|nox|pipenv|conda|mamba|micromamba|pixi|rye|uvx?|docker|podman|nerdctl|ssh|kubectl"
    r"|vagrant|pipx|invoke|inv|nix|nix-shell|direnv|activate|install|venv|virtualenv|pyenv|make|MAKE|sync|source|cd"
    r"|pushd|PATH|bazel|earthly|dagger|task|just|npm|yarn|sam|sudo|su)\b|--from=|/(?:python|pytest|py\.test)"
    r"|(?:^[@\s-]*|[;&|]\s*)\.(?:/|[ \t])\S"
)
HEAD = re.compile(r"(?P<names>[^\s:#=][^:#=]*)(?:=['\"][^'\"]*['\"]\s*)*::?(?!=)(?P<needs>[^#]*)")
OWN_PYTHON = ("defaultInterpreterPath", "pythonPath", "envFile", "venvPath")
NAMED = re.compile(rb"\bpytest[-_][a-z][\w-]*")


def is_here(file: str, kind: str, lines: list[str], line: int) -> bool:
    """Does the call in this line run in the environment that is at hand, for all that can be told?"""
    if kind == "editor":
        return not any(word in each for each in lines for word in OWN_PYTHON)
    if kind == "script":
        return file.endswith(".sh") and not any(ELSEWHERE.search(each) for each in spoken(lines))
    if kind != "make" or any(re.match(r"(?:export[ \t]+)?(?:SHELL|PATH|VIRTUAL_ENV)\b", each) for each in lines):
        return False
    return not any(ELSEWHERE.search(each) for each in recipes(lines, line))


def spoken(lines: list[str]) -> Iterator[str]:
    return (each for each in lines if not each.lstrip().startswith("#"))


def recipes(lines: list[str], line: int) -> Iterator[str]:
    """The lines of the recipe that this one is in, and of the targets that it needs."""
    waiting = [max((at for at in heads(lines) if at < line - 1), default=0)]
    done: set[int] = set()
    while waiting:
        head = waiting.pop()
        if head in done:
            continue
        done.add(head)
        yield from spoken(recipe(lines, head))
        hit = HEAD.match(lines[head])
        needs = hit["needs"].split() if hit else []
        waiting += [at for at in heads(lines) if set(named(lines[at])) & set(needs)]


def heads(lines: list[str]) -> list[int]:
    return [at for at, each in enumerate(lines) if each[:1].strip() and each[0] not in "#@[" and HEAD.match(each)]


def named(line: str) -> list[str]:
    hit = HEAD.match(line)
    return hit["names"].split() if hit else []


def recipe(lines: list[str], head: int) -> list[str]:
    end = next((at for at in range(head + 1, len(lines)) if lines[at][:1].strip() and lines[at][0] != "#"), len(lines))
    return lines[head + 1 : end]


def plugins_named(data: bytes) -> set[str]:
    """What may be the names of plugins."""
    return {hit.decode().replace("_", "-").rstrip("-") for hit in NAMED.findall(data)}
