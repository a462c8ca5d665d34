"""A comment stands behind a list of the configuration, and its words become items.

## Why

In an INI file a comment is a line of its own; behind a value it belongs to the value. `testpaths = unit  # only the
fast ones` names six paths, and where there is a folder `fast`, its tests run. `norecursedirs = build  ; not the unit
ones` keeps pytest out of `unit`, `python_functions = test_*  # and all others` makes a test of each function that
begins with `and` or `all`. `usefixtures` and `required_plugins` ask for a fixture, or a plugin, called `#`. A filter
of warnings looks for the comment in the message or in the name of the module, and matches nothing. So it is with
`cache_dir` and `log_file`, and with strings of several lines in pyproject.toml. All this goes without a word.

In `markers` a comment behind the colon does no harm: it belongs to the description. `addopts` has a rule of its own,
`comment-in-addopts`.

See https://docs.pytest.org/en/stable/reference/customize.html#pytest-ini.

## Instead

Put the comment on a line of its own, above the key or between the lines of the list.

## Fix safety

The comment is put above the key. Safe where pytest stops, or no test can run; elsewhere other tests may run than
before, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch

from doctor.model.config import PytestConfig, Setting
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, InsertLine, RemoveWord, Replace
from doctor.model.places import Word
from doctor.rules.config._folders import is_plain, is_there
from doctor.rules.cures import may_edit
from doctor.rules.lists import comments, trailing_comments, uncommented
from doctor.rules.naming import folder_of
from doctor.rules.phrases import listing
from doctor.rules.registry import rule

STOPS = {
    "required_plugins": "pytest stops: Missing required plugins, '{}' among them",
    "usefixtures": "error at setup of each test: fixture '{}' not found",
}


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, tree: Tree) -> Iterator[Problem]:
    for setting, words in comments(config):
        if not any(tree.has(word.text) or tree.is_folder(word.text) for word in words[:1]):
            yield of_words(setting, words, config, tree)
    for setting, item, start in trailing_comments(config):
        yield of_line(setting, item, start)


def of_words(setting: Setting, words: tuple[Word, ...], config: PytestConfig, tree: Tree) -> Problem:
    severity, consequence = effect(setting, words, config, tree)
    first, last = words[0], words[-1]
    return Problem(
        place=first.place.replace(end_line=last.place.end_line, end_column=last.place.end_column),
        message=f"the comment behind {setting.name} is read: {listing(word.text for word in words)} "
        f"{'is an item' if len(words) == 1 else 'are items'} of it",
        label="no comment here",
        consequence=consequence,
        help=f"put the comment on a line of its own, above {setting.name}",
        fix=lifted(setting, words, safe=severity is Severity.ERROR),
        severity=severity,
    )


def effect(setting: Setting, words: tuple[Word, ...], config: PytestConfig, tree: Tree) -> tuple[Severity, str]:
    """What the words do. Those that name nothing are harmless until there is something of that name."""
    name = setting.name
    if name in STOPS:
        return Severity.ERROR, STOPS[name].format(words[0].text)
    if name == "doctest_optionflags":
        return Severity.WARNING, f"KeyError: '{words[0].text}' at each file with doctests"
    if name in ("python_classes", "python_functions"):
        kind = "class" if name == "python_classes" else "function"
        begins = next((word.text for word in words if word.text[0].isalpha()), words[0].text)
        return Severity.WARNING, f"a {kind} of a test file whose name begins with '{begins}' is taken for a test"
    meant = {word.text for word in uncommented(setting, config)}
    hits = [word.text for word in words if word.text not in meant and is_hit(name, word.text, config, tree)]
    if not hits:
        return Severity.NOTE, "no word of it names anything that is there, so nothing comes of it yet"
    return Severity.WARNING, {
        "norecursedirs": f"pytest does not enter {listing(hits)}, and says no word",
        "testpaths": f"the tests of {listing(hits)} run, too",
        "pythonpath": f"{listing(hits)} is put on sys.path, too",
    }.get(name, f"files that match {listing(hits)} are collected, too")


def is_hit(name: str, text: str, config: PytestConfig, tree: Tree) -> bool:
    """Is there anything that the word names?"""
    home = folder_of(config.configfile.file) if config.configfile else ""
    if name == "norecursedirs":
        return any(fnmatch(folder.rpartition("/")[2], text) for folder in tree.folders if folder)
    if name == "python_files":
        return any(path.endswith(".py") and fnmatch(path.rpartition("/")[2], text) for path in tree.files)
    return is_plain(text) and is_there(f"{home}/{text}".strip("/"), tree)


def lifted(setting: Setting, words: tuple[Word, ...], safe: bool) -> Fix | None:
    first, last = words[0].place, words[-1].place
    if not may_edit(first):
        return None
    text = " ".join(word.text for word in words).lstrip("#; ")
    span = first.replace(end_line=last.end_line, end_column=last.end_column)
    changes = (InsertLine(setting.place, f"# {text}"), RemoveWord(span))
    return Fix(f"put the comment above {setting.name}", changes, safe)


def of_line(setting: Setting, item: Word, start: int) -> Problem:
    value, comment = item.text[:start].rstrip(), item.text[start:]
    what = "filter" if setting.name == "filterwarnings" else "path"
    consequence = (
        "the filter matches nothing, without a word"
        if what == "filter"
        else f"pytest writes to '{item.text.rpartition('/')[2]}'"
    )
    change = Replace(item.place, value)
    plain = item.place.end_column - item.place.column == len(item.text)
    above = InsertLine(setting.place, f"# {comment.lstrip('#; ')}")
    return Problem(
        place=item.place,
        message=f"the comment behind '{value}' belongs to the {what}: {setting.name} reads '{item.text}'",
        label="no comment here",
        consequence=consequence,
        help=f"put the comment on a line of its own: {value}",
        fix=Fix(f"put the comment above {setting.name}", (above, change)) if plain and may_edit(item.place) else None,
    )
