"""The exit code of pytest is lost in a pipe.

## Why

`pytest | tee report.txt` ends with the exit code of `tee`, which is 0: the step is green whatever the tests say. That
is so in a `run:` of GitHub without `shell:`, in a script of Azure Pipelines, in `sh` of a Jenkinsfile, in make and in a
`RUN` of a Dockerfile; GitLab and CircleCI set `pipefail` themselves, and so does GitHub where `shell: bash` is written.

See https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell and
https://github.com/rigplane/rigplane-core/pull/1774.

## Instead

`shell: bash` at the step, `set -o pipefail` before it, `.SHELLFLAGS := -eo pipefail -c` in a Makefile; or an option of
pytest's own, such as `--junitxml=report.xml`, in place of the pipe.

## Fix safety

There is none: a step that has been green may turn red, which is for people to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.findings import Problem, Severity
from doctor.rules.registry import rule

CURES = {
    "make": "set SHELL := /bin/bash and .SHELLFLAGS := -eo pipefail -c at the top of the Makefile",
    "docker": 'write SHELL ["/bin/bash", "-o", "pipefail", "-c"] above it',
    "ci": "write 'set -o pipefail' in a line before it",
}


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls) -> Iterator[Problem]:
    for call in calls.calls:
        if call.lost and call.lost.how == "|":
            into = call.lost.command
            cure = CURES.get(call.kind, CURES["ci"])
            if call.place.file.startswith(".github/"):
                cure = "write 'shell: bash' at the step, which sets pipefail"
            if call.place.file == "Jenkinsfile":
                cure = "begin the script with #!/bin/bash, and write 'set -o pipefail' below it"
            yield Problem(
                place=call.place,
                message=f"pytest is piped into '{into}', and no shell option keeps its exit code",
                label="its exit code is lost",
                consequence=f"the step ends with the exit code of '{into}': it passes when tests fail",
                help=cure,
            )
