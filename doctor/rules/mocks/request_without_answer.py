"""`httpserver.expect_request(…)` is told no answer.

## Why

`expect_request` of pytest-httpserver gives a handler, which is told by `respond_with_json`, `respond_with_data` and the
like what to answer. Alone it has no answer: the server replies with the status 500.

See https://github.com/csernazs/pytest-httpserver and https://lyz-code.github.io/blue-book/pytest_httpserver.

Nothing is said where the test speaks of the status 500, waits for an exception, or looks at the log of the requests.

## Instead

`httpserver.expect_request("/users").respond_with_json([])`.

## Fix safety

There is none: the answer is for you to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import SourceFile
from doctor.rules.excused import excused_tests
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile, plugins: Plugins) -> Iterator[Problem]:
    if file.role not in ("test", "conftest", "plugin") or not any(
        each.how == "unanswered" for each in file.flows.slips
    ):
        return
    if not any(plugin.active and plugin.distribution.replace("_", "-") == "pytest-httpserver" for plugin in plugins):
        return
    passed_over = excused_tests(file)
    for slip in file.flows.slips:
        if slip.how == "unanswered" and slip.within not in passed_over:
            yield Problem(
                place=slip.place,
                message=f"'{slip.name}' alone has no answer",
                label="what is the answer?",
                consequence="the server replies with the status 500",
                help="write .respond_with_json(…) or .respond_with_data(…) behind it",
            )
