"""CI services by their variables."""

from __future__ import annotations

import pytest

from doctor.facts.ci import ci
from doctor.facts.variables import variables
from doctor.model.environment import Ci, Variables
from doctor.model.invocation import Invocation


@pytest.mark.parametrize(
    ("given", "provider", "evidence"),
    [
        ({}, None, ""),
        ({"CI": "true"}, "unknown", "CI=true"),
        ({"CI": "false"}, None, ""),
        ({"CI": ""}, None, ""),
        ({"CI": "true", "GITHUB_ACTIONS": "true"}, "github", "GITHUB_ACTIONS=true"),
        ({"CI": "true", "GITLAB_CI": "true"}, "gitlab", "GITLAB_CI=true"),
        ({"TF_BUILD": "True"}, "azure", "TF_BUILD=True"),
        ({"JENKINS_URL": "http://x", "BUILD_NUMBER": "3"}, "jenkins", "JENKINS_URL=http://x"),
        ({"BUILD_NUMBER": "3"}, "unknown", "BUILD_NUMBER=3"),
        ({"CI": "woodpecker"}, "woodpecker", "CI=woodpecker"),
        ({"TRAVIS": "1"}, "travis", "TRAVIS=1"),
        ({"GITHUB_TOKEN": "x", "HOME": "/"}, None, ""),
    ],
)
def test_the_service(given: dict[str, str], provider: str | None, evidence: str) -> None:
    assert ci(Invocation("/", variables=given)) == Ci(provider, evidence)


def test_variables_are_those_of_the_call() -> None:
    found = variables(Invocation("/", variables={"PYTEST_ADDOPTS": "-q", "EMPTY": "", "A": "1"}))
    assert found == Variables({"PYTEST_ADDOPTS": "-q", "EMPTY": "", "A": "1"})
    assert found.of_pytest == {"PYTEST_ADDOPTS": "-q"}
    assert (found.set("EMPTY"), found.set("A"), found.get("B")) == (False, True, None)
