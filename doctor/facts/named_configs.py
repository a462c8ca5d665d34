"""Files and folders that `-c` and `--rootdir` of a call name and that are not there, though nothing makes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from doctor.facts.contents import content
from doctor.facts.steps import SCRIPTS, listed, steps
from doctor.model.calls import given
from doctor.model.places import Word

OPTIONS = ("-c", "--config-file")
ROOT = "--rootdir"
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*")
BRINGS = re.compile(
    rb"\b(?:tar|unzip|clone|rsync|wget|curl|download-artifact|envsubst|submodules?|repository|generate)\b"
)
WRITERS = (".py", ".sh", ".toml", ".cfg", ".j2", ".in", ".yml", ".yaml", ".mk")
VALUED = frozenset({*OPTIONS, ROOT, "-k", "-m", "-o", "-p", "-n", "-W"})


def gone(project: Path, kind: str, data: bytes, words: Sequence[Word]) -> Iterator[Word]:
    """What the last `-c`, and `--rootdir`, of these words name in vain."""
    if BRINGS.search(data):
        return
    parts = list(given(words, VALUED))
    for names in (OPTIONS, (ROOT,)):
        value = next((each.value for each in reversed(parts) if each.name in names), None)
        if value is None or not PATH.fullmatch(value.text) or ".." in value.text:
            continue
        if names is OPTIONS and not value.text.endswith((".ini", ".cfg", ".toml")):
            continue  # see config-option-reads-nothing
        if is_gone(project, kind, value.text) and not is_made(project, value.text, names):
            yield value


def is_gone(project: Path, kind: str, path: str) -> bool:
    if (project / path).exists() or (kind in ("docker", "container") and any(project.glob(f"*/{path}"))):
        return False
    return (project / path).parent.is_dir()


def is_made(project: Path, path: str, names: tuple[str, ...]) -> bool:
    """Is it spoken of in any other way than by these options, where something may make it?"""
    name = re.escape(path.rpartition("/")[2].encode())
    options = b"|".join(re.escape(each.encode()) for each in names)
    asked = re.compile(rb"(?:%s)[\s\"',=]*%s" % (options, re.escape(path.encode())))
    texts = [content(project / file) for file in {*beside(project), *(each for _, each in steps(str(project)))}]
    return any(len(re.findall(name, text)) != len(asked.findall(text)) for text in texts)


def beside(project: Path) -> Iterator[str]:
    """Files that may make others."""
    yield ".gitignore"
    for folder in ("", *SCRIPTS):
        for name in listed(str(project / folder)):
            if name.endswith(WRITERS):
                yield f"{folder}/{name}".lstrip("/")
