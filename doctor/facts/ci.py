"""The CI service, by the variables that each documents."""

from __future__ import annotations

from doctor.model.environment import Ci
from doctor.model.invocation import Invocation

# variable → name; the first one that is set decides, so services that others build on come last
PROVIDERS = {
    "GITHUB_ACTIONS": "github",
    "GITLAB_CI": "gitlab",
    "CIRCLECI": "circleci",
    "TF_BUILD": "azure",
    "BITBUCKET_BUILD_NUMBER": "bitbucket",
    "BUILDKITE": "buildkite",
    "TRAVIS": "travis",
    "APPVEYOR": "appveyor",
    "TEAMCITY_VERSION": "teamcity",
    "CODEBUILD_BUILD_ID": "codebuild",
    "CIRRUS_CI": "cirrus",
    "DRONE": "drone",
    "SEMAPHORE": "semaphore",
    "WOODPECKER": "woodpecker",
    "JENKINS_URL": "jenkins",
    "HEROKU_TEST_RUN_ID": "heroku",
    "CI_PIPELINE_ID": "unknown",
    "BUILD_NUMBER": "unknown",  # pytest takes these two for a sign of CI (running_on_ci)
    "CI": "unknown",
}
_NO = ("", "0", "false", "no", "off")


def ci(invocation: Invocation) -> Ci:
    """Nothing where the variables are missing, empty, or say no. GitHub's local runners count, too."""
    for name, provider in PROVIDERS.items():
        value = invocation.variables.get(name, "")
        if value.lower() not in _NO:
            return Ci("woodpecker" if name == "CI" and value == "woodpecker" else provider, f"{name}={value}")
    return Ci()
