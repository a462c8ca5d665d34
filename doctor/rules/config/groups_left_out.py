"""CI runs other groups of the suite than it is divided into.

## Why

`--splits 4 --group N` runs one of four parts. Where the jobs of the matrix are for the groups 1, 2 and 3, the tests of
the fourth are run nowhere, and each job is green. A group that there is not ends with a usage error.

See https://jerry-git.github.io/pytest-split/ and https://github.com/chunkhound/chunkhound/pull/402.

## Instead

One job for each group; in GitHub `--splits ${{ strategy.job-total }}`, in GitLab `--splits $CI_NODE_TOTAL`, cannot
disagree with the number of jobs.

## Fix safety

There is none: whether there is a job too few or a part too many is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.groups import Groups
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(groups: tuple[Groups, ...]) -> Iterator[Problem]:
    for each in groups:
        if each.missing or each.beyond:
            yield problem(each)


def problem(each: Groups) -> Problem:
    missing = ", ".join(map(str, each.missing))
    beyond = ", ".join(map(str, each.beyond))
    what = [f"no job runs group {missing}"] if missing else []
    what += [f"there is no group {beyond}"] if beyond else []
    does = [f"the tests of group {missing} are run nowhere"] if missing else []
    does += [f"the job of group {beyond} ends with a usage error"] if beyond else ["all jobs pass"]
    return Problem(
        place=each.place,
        message=f"the suite is divided by '{each.option}', and {', and '.join(what)}",
        label=f"{len(each.run)} jobs",
        related=(Related(each.call, f"divided into {each.total} here"),),
        consequence=", and ".join(does),
        help=f"count the groups from {1 if 0 in each.beyond else 0} on"
        if each.missing and each.beyond and len(each.run) == each.total
        else "let the two numbers agree",
    )
