"""An own `norecursedirs` lets pytest into folders that it skips by default.

## Why

`norecursedirs` replaces the default, `*.egg .* _darcs build CVS dist node_modules venv {arch}`, and adds nothing to it.
With a list of one's own, copies of tests in build/ and dist/ are collected: they test what was built some time ago.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-norecursedirs.

## Instead

Repeat the defaults in the list, or leave it out and use `--ignore=PATH`, which keeps them.

## Fix safety

The folder may hold tests that are meant, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import AddItem, Fix
from doctor.model.places import COMMAND_LINE, Place
from doctor.model.sources import Sources
from doctor.rules.config._hidden import DEFAULTS, below, is_artifact, matching, norecursedirs
from doctor.rules.cures import home
from doctor.rules.naming import file_fits, patterns
from doctor.rules.phrases import listing, plural
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, ini: IniValues, tree: Tree, sources: Sources) -> Iterator[Problem]:
    key = ini.get("norecursedirs")
    if key is None or key.origin == "default":
        return
    dropped = tuple(glob for glob in DEFAULTS if glob not in norecursedirs(ini) and glob != ".*")
    globs = patterns(ini, "python_files")
    entered: dict[tuple[str, str], list[str]] = {}
    for file in sources.collected:
        for folder in below(file.path, config) or ():
            glob = matching(folder, dropped)
            if glob and is_artifact(folder, tree) and file_fits(file.path, globs):
                entered.setdefault((folder, glob), []).append(file.path)
                break
    for (folder, glob), files in entered.items():
        yield problem(folder, glob, files, key.place or Place(COMMAND_LINE)).replace(
            fix=fix(config, list(dict.fromkeys(each for _, each in entered)))
        )


def fix(config: PytestConfig, globs: list[str]) -> Fix | None:
    """The same for all findings: one value cannot be changed twice."""
    where = home(config)
    if where is None or not config.setting("norecursedirs"):
        return None
    changes = tuple(AddItem(*where, "norecursedirs", glob) for glob in globs)
    return Fix(f"add {listing(globs)} to norecursedirs", changes)


def problem(folder: str, glob: str, files: list[str], place: Place) -> Problem:
    run = "is" if len(files) == 1 else "are"
    return Problem(
        place=place,
        message=f"norecursedirs lacks '{glob}' of the defaults: {plural(len(files), 'file')} in {folder} {run} run",
        label="replaces the defaults",
        related=tuple(Related(Place(path, 1, 1), "collected") for path in files),
        consequence="pytest collects what a build has left behind",
        help=f"add {glob} to norecursedirs, or remove the key and use --ignore, which keeps the defaults",
    )
