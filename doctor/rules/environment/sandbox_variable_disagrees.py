"""`SANDBOX_ENABLED` says something else than what is found.

## Why

Projects switch plugins and tests off by `SANDBOX_ENABLED`. Where it says that there is no sandbox and sockets are
refused, the parts that need them are switched on and fail. Where it says that there is one and the network is open,
parts of the suite are left out for no reason; that is a note, for a sandbox may be tried out like this.

See https://docs.pytest.org/en/stable/explanation/flaky.html#system-state.

## Instead

Set the variable as the place is: `true` in the sandbox, unset or `false` outside.

## Fix safety

No fix is offered: the variable is set outside of the project.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Network, Variables
from doctor.model.findings import Problem, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.rules.environment._guard import NAME, YES
from doctor.rules.registry import rule

NO = ("0", "false", "no", "off")


@rule(severity=Severity.WARNING, since="0.1")
def check(variables: Variables, network: Network) -> Iterator[Problem]:
    text = (variables.get(NAME) or "").lower()
    if text in NO and not (network.sockets_allowed and network.loopback):
        what = "there is no loopback interface" if network.sockets_allowed else "sockets are refused"
        yield problem(text, what, "true", Severity.WARNING)
    elif text in YES and network.sockets_allowed and network.loopback and network.default_route:
        yield problem(text, "sockets are allowed and there is a route to the outside", "false", Severity.NOTE)


def problem(text: str, what: str, better: str, severity: Severity) -> Problem:
    return Problem(
        place=Place(ENVIRONMENT),
        message=f"{NAME} is '{text}', although {what}",
        consequence="what the project switches by this variable is switched the wrong way",
        help=f"set {NAME}={better} here",
        severity=severity,
    )
