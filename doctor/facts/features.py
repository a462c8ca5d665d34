"""The fact `features`: the feature files of the project, where pytest-bdd is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.calls import content
from doctor.model.environment import Tree
from doctor.model.features import Feature
from doctor.model.invocation import Invocation
from doctor.model.places import Place, Word
from doctor.model.plugins import Plugins

SCENARIO = re.compile(r"^[ \t]*(?:Scenario(?: Outline| Template)?|Example)[ \t]*:[ \t]*([^\n]*)$", re.MULTILINE)
TAG = re.compile(r"@([^\s@]+)")
LANGUAGE = re.compile(r"^[ \t]*#[ \t]*language[ \t]*:[ \t]*(?!en\b)", re.MULTILINE)


def features(invocation: Invocation, tree: Tree, plugins: Plugins) -> tuple[Feature, ...]:
    plugin = plugins.of_distribution("pytest-bdd")
    if plugin is None or not plugin.active:
        return ()
    return tuple(feature(invocation.project, file) for file in sorted(tree.files) if file.endswith(".feature"))


def feature(project: str, file: str) -> Feature:
    text = content(Path(project, file)).decode("utf-8", "replace").replace("\r\n", "\n")
    if not text or LANGUAGE.search(text):
        return Feature(file, None)
    names = [name.strip() for name in SCENARIO.findall(text)]
    before_comments = [name.partition(" #")[0].strip() for name in names]  # as versions before 8 read them
    return Feature(file, frozenset((*names, *before_comments)), tuple(tags(file, text)))


def tags(file: str, text: str) -> Iterator[Word]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("@"):
            for hit in TAG.finditer(line.partition(" #")[0]):
                yield Word(hit[1], Place(file, number, hit.start() + 1, number, hit.end() + 1))
