"""`pythonpath` names a folder that is not there.

## Why

pytest puts the folders of `pythonpath` on sys.path, relative to the configuration file, whether they exist or not.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-pythonpath.

## Instead

Write the folder as it is: `pythonpath = src`.

## Fix safety

A folder that is spelt like it is a guess, and is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.rules.config._words import folder_of
from doctor.rules.config.testpaths_match_nothing import is_plain, is_there
from doctor.rules.cures import may_edit, written
from doctor.rules.phrases import listing, nearest
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, tree: Tree) -> Iterator[Problem]:
    setting = config.setting("pythonpath")
    file = config.configfile
    if setting is None or file is None or file.file.startswith("..") or config.blocked("python_path"):
        return
    home = folder_of(file.file)
    words = [item.text for item in setting.items]
    lost = [word for word in words if is_plain(word) and not is_there(f"{home}/{word}".lstrip("/"), tree)]
    if lost and not any(word[:1] in "[#" for word in words):
        names = [name for name in tree.folders.get(home, ()) if tree.is_folder(f"{home}/{name}")]
        near = nearest(lost[0], names) or next((name for name in names if sorted(name) == sorted(lost[0])), None)
        yield Problem(
            place=setting.place,
            message=f"pythonpath names {listing(lost)}, which {'is' if len(lost) == 1 else 'are'} not there",
            label="no such folder",
            consequence="nothing is importable from there, and pytest says no word",
            severity=Severity.WARNING if near or len(lost) == len(words) else Severity.NOTE,
            fix=fix(config, lost, near),
            help=f"write {near}" if near else "write the folder as it is, relative to the configuration file",
        )


def fix(config: PytestConfig, lost: list[str], near: str | None) -> Fix | None:
    setting = config.setting("pythonpath")
    item = next((each for each in setting.items if each.text == lost[0]), None) if setting else None
    if item is None or not near or not may_edit(item.place):
        return None
    return Fix(f"write '{near}' in place of '{item.text}'", (Replace(item.place, written(near, item.place, config)),))
