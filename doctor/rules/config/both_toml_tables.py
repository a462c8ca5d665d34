"""A TOML file has two tables for pytest, of which it takes only one.

## Why

pytest 9 reads `[tool.pytest]` with native TOML types, or `[tool.pytest.ini_options]` with text as in INI files. With
options in both it does not choose, but stops.

See https://docs.pytest.org/en/stable/reference/customize.html#pyproject-toml.

## Instead

Put all options into one of the two. `[tool.pytest.ini_options]` is read by pytest 6 to 9, `[tool.pytest]` by 9 alone,
and its lists must be lists: `addopts = ["-q"]`.

## Fix safety

Safe: pytest stops, and `[tool.pytest.ini_options]` takes lists as well as texts. Where both tables have the same key
there is no fix, for people have to choose.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig, Section
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, RenameSection
from doctor.model.invocation import Invocation
from doctor.rules.config._errors import of_rule, said
from doctor.rules.config._words import titled
from doctor.rules.cures import may_edit
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, invocation: Invocation) -> Iterator[Problem]:
    error = of_rule("both-toml-tables", config)
    if not error:
        return
    sections = [section for file in config.files if file.error == error for section in file.sections]
    names = " and ".join(titled(section) for section in sections) or "[tool.pytest] and [tool.pytest.ini_options]"
    yield Problem(
        place=error.place,
        message=f"{error.place.file} has both {names}: pytest {config.pytest_version} takes only one of them",
        label="one table",
        related=tuple(Related(each.place, "the other") for each in sections if each.place != error.place),
        consequence=said(error, invocation),
        help="put all options into [tool.pytest.ini_options] (read by pytest 6 to 9), or all into [tool.pytest]",
        fix=fix(sections, error.place.file),
    )


def fix(sections: list[Section], file: str) -> Fix | None:
    """All into the table that takes lists and texts alike. Keys that both have are for people to choose."""
    by_name = {section.name: section for section in sections}
    native, options = by_name.get("tool.pytest"), by_name.get("tool.pytest.ini_options")
    if not native or not options or not may_edit(native.place) or any(options.get(key.name) for key in native.settings):
        return None
    change = RenameSection(file, native.name, options.name)
    return Fix("move the options of [tool.pytest] into [tool.pytest.ini_options]", (change,), safe=True)
