"""A file is meant to be pytest's configuration, and has a name that pytest does not look for.

## Why

pytest looks for pytest.ini, .pytest.ini, pyproject.toml, tox.ini and setup.cfg, and from 9.0 for pytest.toml and
.pytest.toml. `pytest.cfg`, `Pytest.ini` or `pytest.ini.txt` lie there unread: their options do not hold, and nothing
says why. On macOS and Windows `Pytest.ini` is found under its right name; on Linux, and so in most CI, it is not.

See https://docs.pytest.org/en/stable/reference/customize.html#configuration-file-formats.

## Instead

Rename it to pytest.ini, with its options under `[pytest]`; or name it by `-c`.

## Fix safety

Its options come into force, so it is not renamed unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import PytestConfig
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, MoveFile
from doctor.model.misnamed import Misnamed
from doctor.rules.phrases import listing
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(misnamed: tuple[Misnamed, ...], config: PytestConfig, calls: Calls, tree: Tree) -> Iterator[Problem]:
    for each in misnamed:
        name = each.place.file
        used = (word.text for call in (*calls.calls, *calls.variables) for word in call.words)
        if any(name in word for word in (*used, *(argument.text for argument in config.arguments))):
            continue
        if config.configfile and config.configfile.file == name:
            continue
        is_free = config.configfile is None or each.found_here
        can_move = each.section == "pytest" and not tree.has("pytest.ini") and is_free
        yield Problem(
            place=each.place,
            message=f"pytest does not look for '{name}'"
            + (", and finds it only where case counts for nothing" if each.found_here else ""),
            label="not read on Linux" if each.found_here else "not read",
            consequence=("on Linux " if each.found_here else "")
            + f"pytest runs without {listing(each.options) or 'what stands in it'}, and says nothing",
            help="rename it to pytest.ini" + ("" if each.section == "pytest" else ", with its options under [pytest]"),
            fix=Fix(f"rename {name} to pytest.ini", (MoveFile(name, "pytest.ini"),)) if can_move else None,
        )
