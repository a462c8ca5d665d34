"""The fact `features`: the feature files of the project, where pytest-bdd is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content
from doctor.facts.examples import filled
from doctor.model.environment import Tree
from doctor.model.features import Feature, Step
from doctor.model.invocation import Invocation
from doctor.model.places import Place, Word
from doctor.model.plugins import Plugins

SCENARIO = re.compile(r"^[ \t]*(?:Scenario(?: Outline| Template)?|Example)[ \t]*:[ \t]*([^\n]*)$", re.MULTILINE)
TAG = re.compile(r"@([^\s@]+)")
HEAD = re.compile(
    r"(Feature|Rule|Background|Scenario Outline|Scenario Template|Scenarios|Scenario|Examples|Example)[ \t]*:(.*)"
)
TABLES = ("Examples", "Scenarios")
STEP = re.compile(r"(Given|When|Then|And|But|\*)[ \t]+(.*)")
QUOTES = ('"""', "```")
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
    return Feature(file, frozenset((*names, *before_comments)), tuple(tags(file, text)), steps(file, text))


def steps(file: str, text: str) -> tuple[Step, ...] | None:
    """The steps of all scenarios; None where a line is none that we know."""
    found: list[Step] = []
    keyword, scenario, quote = "", "", ""
    of_feature: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    is_head = True  # where a line of description may stand
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if quote or words.startswith(QUOTES):
            if not quote:
                quote = words[:3]
            elif words.startswith(quote):
                quote = ""
            continue
        if not words or words.startswith(("#", "|")):
            continue
        if words.startswith("@"):
            above += tuple(hit[1] for hit in TAG.finditer(words.partition(" #")[0]))
        elif head := HEAD.match(words):
            kind = head[1]
            of_feature = above if kind == "Feature" else of_feature
            own = above if kind.startswith(("Scenario", "Example")) and not kind.endswith("s") else own
            scenario = "" if kind in ("Feature", "Rule", "Background") else head[2].strip()
            scenario = found[-1].scenario if kind in TABLES and found else scenario
            keyword, above, is_head = "", (), kind not in TABLES
        elif step := STEP.match(words):
            keyword = step[1].lower() if step[1] in ("Given", "When", "Then") else keyword
            is_head = False
            if not keyword:
                return None
            column = line.index(words) + 1
            place = Place(file, number, column, number, column + len(words))
            found.append(Step(keyword, step[2].strip(), place, scenario, (*of_feature, *own)))
        elif not is_head:
            return None
    return filled(found, text)


def tags(file: str, text: str) -> Iterator[Word]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("@"):
            for hit in TAG.finditer(line.partition(" #")[0]):
                yield Word(hit[1], Place(file, number, hit.start() + 1, number, hit.end() + 1))
