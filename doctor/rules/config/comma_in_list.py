"""A list is written with commas where pytest splits at blanks or lines.

## Why

In an INI file, and in a string of TOML, pytest splits `python_files`, `testpaths`, `norecursedirs` and their like at
blanks: a comma becomes a part of the word before it. `python_files = test_*.py, check_*.py` asks for files whose name
ends in `.py,`, and there are none: only the last word of the list means what it says. `markers` is split at line ends:
`markers = slow, fast` registers one marker of the name "slow, fast", which no test can bear.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-python_files and
https://github.com/alchemiststudiosDOTai/tunacode/pull/335.

## Instead

Blanks between words, one marker on each line, or a TOML list with one item each.

## Fix safety

Without the commas other tests run, or other folders are left out, than before; so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig, Setting
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.markers import Markers
from doctor.model.places import Word
from doctor.model.sources import Sources
from doctor.rules.cures import key_set
from doctor.rules.lists import markers_in_one, with_commas
from doctor.rules.phrases import listing
from doctor.rules.registry import rule

LOSE_TESTS = ("python_files", "python_classes", "python_functions", "testpaths")


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, markers: Markers, sources: Sources, tree: Tree) -> Iterator[Problem]:
    for setting, words in with_commas(config):
        if not all(tree.has(word.text) or tree.is_folder(word.text) for word in words):
            yield of_words(setting, words, config)
    found = [(word, names) for word, names in markers_in_one(config) if names]
    if found:
        yield of_markers(found, config, markers, sources)


def of_words(setting: Setting, words: tuple[Word, ...], config: PytestConfig) -> Problem:
    first = next((word.text for word in words if word.text != ","), words[0].text)
    right = [part for word in setting.items for part in word.text.split(",") if part]
    is_list = isinstance(setting.value, list)
    return Problem(
        place=setting.value_place.replace(line=words[0].place.line) if not is_list else words[0].place,
        message=f"{setting.name} is parted by commas, and pytest splits it at {'items' if is_list else 'blanks'}: "
        f"'{first}' is taken as it stands",
        label="the comma belongs to the word",
        consequence=consequence(setting.name, first),
        help=f"write {written(setting.name, right, is_list)}",
        fix=key_set(config, setting.name, tuple(right) if is_list else " ".join(right), "take the commas out"),
        severity=Severity.ERROR if setting.name in LOSE_TESTS else Severity.WARNING,
    )


def written(name: str, words: list[str], is_list: bool) -> str:
    items = ", ".join(f'"{word}"' for word in words)
    return f"{name} = [{items}]" if is_list else f"{name} = {' '.join(words)}"


def consequence(name: str, word: str) -> str:
    if name == "doctest_optionflags":
        return f"pytest stops: KeyError: '{word}'"
    if name == "usefixtures":
        return f"error at setup of each test: fixture '{word}' not found"
    what = {"testpaths": "path", "pythonpath": "folder", "norecursedirs": "folder", "python_files": "file"}
    return f"no {what.get(name, 'test')} is called '{word}', and pytest says nothing"


def of_markers(
    found: list[tuple[Word, tuple[str, ...]]], config: PytestConfig, markers: Markers, sources: Sources
) -> Problem:
    names = [name for _, each in found for name in each]
    used = [name for name in names if any(mark.name == name for _, mark in sources.marks)]
    stops = bool(markers.strict and used)
    first = (used or names)[0]
    return Problem(
        place=found[0][0].place,
        message=f"the line of `markers` registers one marker named '{found[0][0].text.partition(':')[0].strip()}', "
        f"not {listing(names)}",
        label="one marker",
        consequence=f"pytest stops: '{first}' not found in `markers` configuration option ({markers.strict_text})"
        if stops
        else f"PytestUnknownMarkWarning: Unknown pytest.mark.{first} - is this a typo?",
        help=f"write each on a line of its own: {listing(names)}",
        fix=apart(config),
        severity=Severity.ERROR if stops else Severity.WARNING,
    )


def apart(config: PytestConfig) -> Fix | None:
    """One line for each name; what stands behind the colon belongs to each of them."""
    setting = config.setting("markers")
    meant = dict(markers_in_one(config))
    lines: list[str] = []
    for word in setting.items if setting else ():
        _, colon, text = word.text.partition(":")
        lines += [f"{name}{colon}{text}" for name in meant[word]] if word in meant else [word.text]
    return key_set(config, "markers", tuple(lines), "register each marker on a line of its own")
