"""A table is meant for coverage.py, which does not read it there.

## Why

In pyproject.toml coverage.py reads tables that begin with `tool.coverage.`: `[tool.coverage.run]`. `[coverage.run]`,
`[coverage:run]` and `[run]` are names of other files; here they are passed over, and what is left out or measured by
branches is not. In setup.cfg and tox.ini they are called `[coverage:run]`, in .coveragerc `[run]` or `[coverage:run]`.

pytest.ini and pytest.toml are files of pytest alone: whatever is set for coverage.py there, `fail_under` as well, does
not hold (https://github.com/py-cov-action/python-coverage-comment-action/issues/13). Nothing is said of a file that
`--cov-config`, `--rcfile` or COVERAGE_RCFILE names.

See https://coverage.readthedocs.io/en/latest/config.html.

## Instead

`[tool.coverage.run]` in pyproject.toml, `[coverage:run]` in setup.cfg and tox.ini, `[run]` in .coveragerc.

## Fix safety

The settings come into force, which may lower or raise what is reported: it is not done unasked. What stands in a file
of pytest alone is not moved.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, ConfigFile
from doctor.model.environment import Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.heads import Head
from doctor.rules.registry import rule

PARTS = ("run", "report", "html", "xml", "json", "lcov", "paths")
BEGINNINGS = ("coverage.", "coverage:", "tool.coverage.", "tool.coverage:", "tool:coverage:", "tool:coverage.")
READ = {  # with what the tables begin that coverage.py reads
    "pyproject.toml": ("tool.coverage.",),
    "setup.cfg": ("coverage:",),
    "tox.ini": ("coverage:",),
    ".coveragerc": ("", "coverage:"),
}


@rule(severity=Severity.WARNING, since="0.1")
def check(
    heads: tuple[Head, ...],
    coverage_heads: tuple[Head, ...],
    coverage_file: ConfigFile | None,
    command_line: CommandLine,
    variables: Variables,
) -> Iterator[Problem]:
    names = {(head.place.file, head.name) for head in (*heads, *coverage_heads)}
    given = [*(option.value for option in command_line.all("--cov-config")), variables.get("COVERAGE_RCFILE")]
    chosen = {(path or "").rpartition("/")[2] for path in given}
    lost: dict[str, list[Head]] = {}
    for head in (*heads, *coverage_heads):
        file, part = head.place.file, part_of(head.name)
        read = READ.get(file, ())
        if not part or any(head.name == f"{begin}{part}" for begin in read):
            continue
        if read and (file, f"{read[0]}{part}") not in names:
            yield misnamed(head, f"{read[0]}{part}")
        elif not read and file not in chosen and not is_set_elsewhere(part, coverage_file):
            lost.setdefault(file, []).append(head)
    yield from (of_pytest(file, found) for file, found in lost.items())


def part_of(name: str) -> str:
    """ "run" for each of the ways in which `[coverage:run]` is written."""
    return next((part for begin in BEGINNINGS for part in PARTS if name == f"{begin}{part}"), "")


def is_set_elsewhere(part: str, coverage_file: ConfigFile | None) -> bool:
    return coverage_file is not None and any(section.name == part for section in coverage_file.sections)


def misnamed(head: Head, right: str) -> Problem:
    return Problem(
        place=head.place,
        message=f"[{head.name}] is no table that coverage.py reads in {head.place.file}",
        label="not read",
        consequence="nothing of it holds, and coverage.py says no word",
        help=f"write [{right}]",
        fix=Fix(f"write [{right}]", (Replace(head.place, right),)),
    )


def of_pytest(file: str, heads: list[Head]) -> Problem:
    """Tables in a file that is pytest's alone."""
    first, part = heads[0], part_of(heads[0].name)
    home = f"[tool.coverage.{part}] in pyproject.toml" if file.endswith(".toml") else f"[{part}] in .coveragerc"
    return Problem(
        place=first.place,
        message=f"[{first.name}] stands in {file}, which coverage.py does not read",
        label="not read",
        related=tuple(Related(head.place, "nor is this") for head in heads[1:]),
        consequence="nothing of it holds, and coverage.py says no word",
        help=f"move it to {home}" + (", and so the others" if heads[1:] else ""),
    )
