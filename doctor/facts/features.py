"""The fact `features`: the feature files of the project, where pytest-bdd is loaded."""

from __future__ import annotations

import re
from pathlib import Path

from doctor.facts.calls import content
from doctor.model.environment import Tree
from doctor.model.features import Feature
from doctor.model.invocation import Invocation
from doctor.model.plugins import Plugins

SCENARIO = re.compile(r"^[ \t]*(?:Scenario(?: Outline| Template)?|Example)[ \t]*:[ \t]*([^\n]*)$", re.MULTILINE)
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
    return Feature(file, frozenset((*names, *before_comments)))
