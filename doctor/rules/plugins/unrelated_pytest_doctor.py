"""The distribution named pytest-doctor is installed, which is another tool.

## Why

`pytest-doctor` on the package index is an unrelated project. This tool is distributed as `pytest-config-doctor`; both
bring a command named `pytest-doctor`, and whichever is installed last overwrites the other's.

See https://docs.pytest.org/en/stable/reference/plugin_list.html.

## Instead

Uninstall the one that was not meant.

## Fix safety

There is none: environments are changed by their owners.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Declared, Distributions
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.rules.registry import rule

NAME = "pytest-doctor"


@rule(severity=Severity.WARNING, since="0.1")
def check(distributions: Distributions, declared: Declared) -> Iterator[Problem]:
    found = distributions.get(NAME)
    if found:
        asked = declared.get(NAME)
        place = Place(asked[0].file, asked[0].line) if asked else Place(ENVIRONMENT)
        yield Problem(
            place=place,
            message=f"{NAME} {found.version} is installed, which is an unrelated project",
            label="asks for the unrelated project" if asked else "",
            related=(Related(Place(ENVIRONMENT), "installed here"),) if asked else (),
            help="`pip uninstall pytest-doctor`; this tool is `pip install pytest-config-doctor`",
        )
