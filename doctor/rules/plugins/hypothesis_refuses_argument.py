"""hypothesis is given what it refuses.

## Why

`@given(st.integers)` gives a function where a strategy is wanted, which `st.integers()` makes; so
does `st.lists(st.integers)` (https://github.com/HypothesisWorks/hypothesis/issues/176). More strategies by
position than the test has parameters, and `@settings` of a test without `@given`, are refused, too; the test fails
before it has begun. `suppress_health_check=HealthCheck.too_slow` wants a list, and stops the import of the file. All of
them are a `hypothesis.errors.InvalidArgument`.

See https://github.com/HypothesisWorks/hypothesis/issues/1978,
https://github.com/HypothesisWorks/hypothesis/pull/2162 and
https://hypothesis.readthedocs.io/en/latest/reference/api.html.

## Instead

`@given(st.integers())`, a parameter for each strategy, `@given(…)` beside `@settings(…)`,
`suppress_health_check=[HealthCheck.too_slow]`.

## Fix safety

Safe for the list and the call of a strategy that needs no arguments. What else is meant is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.collection._slips import slips
from doctor.rules.cures import wrapped
from doctor.rules.registry import rule

BARE = frozenset({  # strategies that need no arguments
    "binary", "booleans", "characters", "complex_numbers", "data", "dates", "datetimes", "decimals", "emails", "floats",
    "fractions", "integers", "ip_addresses", "none", "nothing", "random_module", "randoms", "text", "timedeltas",
    "times", "timezones", "uuids", "functions",
})  # fmt: skip


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        found = (*slips(file, "unlisted", anywhere=True), *certain_slips(file, "pointless", "uncalled", "too many"))
        yield from map(problem, found)


def problem(slip: Slip) -> Problem:
    bare = slip.name.rpartition(".")[2]
    message, label, error, cure = {
        "unlisted": (
            f"suppress_health_check is given {slip.name}, and takes a list",
            "no list",
            "InvalidArgument, where this is reached",
            f"write [{slip.name}]",
        ),
        "pointless": (
            f"'{slip.within}' has settings of hypothesis, and no @given",
            "of no use",
            f"'{slip.within}' fails: Using `@settings` on a test without `@given` is completely pointless",
            "add @given(…), or take the settings out",
        ),
        "uncalled": (
            f"{slip.name} is a function: what it returns is the strategy",
            "not called",
            f"'{slip.within}' fails: Expected a SearchStrategy but got … (type=function)",
            f"write {slip.name}({'' if bare in BARE else '…'})",
        ),
        "too many": (
            f"'{slip.within}' is given {slip.name} strategies, and has room for {slip.text}",
            f"{slip.name} for {slip.text}",
            f"'{slip.within}' fails: Too many positional arguments for {slip.within.rpartition('.')[2]}()",
            "add the parameter, or take the strategy out",
        ),
    }[slip.how]
    return Problem(place=slip.place, message=message, label=label, consequence=error, help=cure, fix=mended(slip, bare))


def mended(slip: Slip, bare: str) -> Fix | None:
    if slip.how == "unlisted":
        return Fix(f"write [{slip.name}]", wrapped(slip.place, "[", "]"), safe=True)
    if slip.how == "uncalled" and bare in BARE:
        return Fix(f"call {slip.name}()", wrapped(slip.place, "", "()"), safe=True)
    return None
