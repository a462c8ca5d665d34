"""A case: a small project with a fault of one rule (`bad-*`), or one that only looks so (`good-*`).

    tests/cases/<topic>/<rule>/bad-<name>/project/        the project
                                         /expected.txt    the plain report of all rules (rewritten by --update-cases)
                                         /case.toml       optional
                                         /fixed/          the files that all fixes together change or make (rewritten by
                                                          --update-cases); where there is no fix: the cure by hand
                                         /site/           optional: imports are judged, this folder is site-packages

case.toml, all optional:

    pytest = "8.4.2"                 the pytest version (default 9.2.0)
    python = "3.12.4"                the interpreter's version (default 3.12.4)
    args = ["tests", "-x"]           the words after `pytest`
    below = "shop"                   the folder of project/ from which pytest is called
    env = { CI = "true" }            the variables of the call
    pedantic = true                  show notes
    complete = false                 the environment is not known
    removed = ["old.ini"]            files that are gone after the fixes, beside what fixed/ lays over project/
    [distributions]                  what is installed beside pytest, with versions
    pytest-asyncio = "1.2.0"
    [facts.network]                  fields of any other fact; tables nest
    loopback = false
    [proof]                          what the real pytest says, run by the slow tests
    requires = ["pytest==8.4.2", "pytest-asyncio==1.2.0"]
    exit = 2
    output = "regex, over lines"
    plain = true                     called as `pytest`, not as `python -m pytest`
    unsaid = true                    its words do not lead to the rule: `explain -` cannot tell the cause
    fixed_exit = 0                   after fixed/ is laid over the project
    fixed_output = "1 passed"
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from doctor.commands.diagnose import diagnose
from doctor.commands.fix import mend
from doctor.facts.graph import Facts
from doctor.facts.providers import facts_of
from doctor.model import environment
from doctor.model.environment import Distribution, Distributions, Interpreter, Variables
from doctor.model.findings import Report
from doctor.model.invocation import Invocation
from doctor.model.record import Record
from doctor.settings import Settings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES = Path(__file__).parent / "cases"
NOUNS = {
    "container": environment.Container,
    "network": environment.Network,
    "ci": environment.Ci,
    "repository": environment.Repository,
}


def all_cases(kind: str) -> list[Path]:
    """The folders of the cases of one kind, "bad" or "good"."""
    return sorted(path.parent for path in CASES.glob(f"*/*/{kind}-*/project"))


def case_id(folder: Path) -> str:
    return "/".join(folder.relative_to(CASES).parts[1:])


def read(folder: Path) -> dict[str, Any]:
    """case.toml of a case."""
    file = folder / "case.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def report_of(folder: Path) -> Report:
    """What the doctor says of the case, examined in a copy: the configuration above it here is not the case's own."""
    case = read(folder)
    with TemporaryDirectory() as home:
        project = shutil.copytree(folder / "project", Path(home, "project"), symlinks=True) / case.get("below", "")
        return diagnose(case_facts(project, case, folder / "site"), Settings(pedantic=case.get("pedantic", False)))


def lay_fixed(folder: Path, project: Path) -> None:
    """Makes the copied project what it is after the cure."""
    if (folder / "fixed").is_dir():
        shutil.copytree(folder / "fixed", project, dirs_exist_ok=True)
    for file in read(folder).get("removed", ()):
        (project / file).unlink(missing_ok=True)


def mended(folder: Path, root: Path) -> tuple[Report, Report]:
    """Does all fixes in `root`, a copy of the case's project, as `--fix --unsafe-fixes` does; the reports before and
    after."""
    case = read(folder)
    project, chosen = root / case.get("below", ""), Settings(pedantic=case.get("pedantic", False))
    reports: list[Report] = []

    def examine() -> Report:
        reports.append(diagnose(case_facts(project, case, folder / "site"), chosen))
        return reports[-1]

    last = mend(examine, unsafe=True)
    return reports[0], last


def contents(project: Path) -> dict[str, bytes]:
    """The files of a project with what they hold."""
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in sorted(project.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def case_facts(project: Path, case: dict[str, Any], site: Path | None = None) -> Facts:
    """The facts of a case: the project's files are real, the environment is as case.toml says."""
    variables = case.get("env", {})
    call = Invocation(project=str(project), args=tuple(case.get("args", ())), variables=variables, use_cache=False)
    installed = {"pytest": case.get("pytest", "9.2.0"), **case.get("distributions", {})}
    given = {
        "variables": Variables(variables),
        "interpreter": interpreter(case.get("python", "3.12.4"), site),
        "distributions": distributions(installed, case.get("complete", True)),
        "pytest_version": installed["pytest"],
        **{name: noun() for name, noun in NOUNS.items()},
        **{name: fill(NOUNS[name], fields) for name, fields in case.get("facts", {}).items()},
    }
    return facts_of(call, **given)


def interpreter(version: str, site: Path | None) -> Interpreter:
    """One without a place; with a folder `site` one that has just the standard library and what lies there."""
    if site is None or not site.is_dir():
        return Interpreter(executable=None, version=version, found_by="case")
    return Interpreter("python", version, "case", paths=(str(site),), stdlib=str(Path(os.__file__).parent))


def distributions(installed: dict[str, str], complete: bool) -> Distributions:
    """Installed distributions; entry points and contents come from the shipped knowledge."""
    from doctor.facts.knowledge import knowledge

    def one(name: str, version: str) -> Distribution:
        known = knowledge().of_distribution(name)
        return Distribution(
            name, name.lower().replace("_", "-"), version, entry_points=known.entry_points if known else ()
        )

    items = {item.key: item for item in (one(name, version) for name, version in installed.items())}
    return Distributions(items, complete, "case")


def fill(noun: type[Record], fields: dict[str, Any]) -> Record:
    """A model object from a table."""
    nested = {"limits": environment.Limits}
    return noun(
        **{
            name: fill(nested[name], value) if name in nested else tuple(value) if isinstance(value, list) else value
            for name, value in fields.items()
        }
    )
