"""A mark is given an argument that it does not know.

## Why

pytest takes any arguments for any mark. The one who reads the mark decides: `skip(condition=…)`, `timeout(second=…)`
and `django_db(transactional=…)` stop the test with a TypeError, while `xfail(stric=True)` and `flaky(runs=3)` drop the
argument without a word: the mark is then not strict, and the test is rerun once.

See https://docs.pytest.org/en/stable/how-to/skipping.html and
https://docs.pytest.org/en/stable/reference/reference.html#marks-ref.

## Instead

Spell the argument as the mark's documentation does: `flaky(reruns=3)` with pytest-rerunfailures,
`flaky(max_runs=3)` with flaky, `flaky(retries=3)` with pytest-retry.

## Fix safety

The argument begins to act, so the name that it resembles is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.model.rewrites import RenameArgument
from doctor.model.sources import Mark, SourceFile
from doctor.rules.markers._parametrize import of_tests
from doctor.rules.phrases import listing, nearest
from doctor.rules.registry import rule

# mark -> (distribution or "" for pytest, keywords, what happens to another one; "" when it is dropped)
KNOWN = {
    "skip": ("", ("reason",), "the test errors: TypeError: Skip.__init__() got an unexpected keyword argument"),
    "skipif": ("", ("condition", "reason"), ""),
    "xfail": ("", ("condition", "reason", "raises", "run", "strict"), ""),
    "parametrize": (
        "",
        ("argnames", "argvalues", "indirect", "ids", "scope"),
        "pytest stops: TypeError: Metafunc.parametrize() got an unexpected keyword argument",
    ),
    "timeout": ("pytest-timeout", ("timeout", "method", "func_only"), "TypeError: Invalid keyword argument"),
    "django_db": (
        "pytest-django",
        ("transaction", "reset_sequences", "databases", "serialized_rollback", "available_apps"),
        "the test errors: TypeError: got an unexpected keyword argument",
    ),
    "httpx_mock": (
        "pytest-httpx",
        (
            *("assert_all_responses_were_requested", "assert_all_requests_were_expected"),
            *("can_send_already_matched_responses", "should_mock"),
        ),
        "the test errors: TypeError: got an unexpected keyword argument",
    ),
    "order": ("pytest-order", ("index", "before", "after"), ""),
}
OTHER_NAMES = dict.fromkeys(("runs", "max_runs", "times", "retries"), "reruns") | dict.fromkeys(
    ("seconds", "secs", "sec", "limit", "time", "value"), "timeout"
)
FLAKY = {
    "pytest-rerunfailures": (
        "reason",  # a remark: that it is dropped changes nothing
        *("reruns", "reruns_delay", "reruns_delay_backoff_factor"),
        *("condition", "only_rerun", "rerun_except"),
    ),
    "flaky": ("max_runs", "min_passes", "rerun_filter", "reason"),
    "pytest-retry": ("retries", "delay", "only_on", "exclude", "condition", "cumulative_timing", "reason"),
}


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, plugins: Plugins) -> Iterator[Problem]:
    known = dict(KNOWN)
    flaky = [name for name in FLAKY if is_active(plugins, name)]
    if len(flaky) == 1:
        known["flaky"] = (flaky[0], FLAKY[flaky[0]], "")
    for mark in of_tests(test_file):
        if mark.name in known and mark.expr.keywords:
            owner, keywords, fatal = known[mark.name]
            if not owner or is_active(plugins, owner):
                yield from problems(mark, owner or "pytest", keywords, fatal)


def is_active(plugins: Plugins, distribution: str) -> bool:
    return any(plugin.distribution == distribution for plugin in plugins.active)


def problems(mark: Mark, owner: str, keywords: tuple[str, ...], fatal: str) -> Iterator[Problem]:
    for name, value in mark.expr.keywords:
        if name not in keywords and name != "**":
            meant = nearest(name, keywords) or OTHER_NAMES.get(name)
            meant = meant if meant in keywords else None
            yield Problem(
                place=value.place,
                message=f"mark '{mark.name}' of {owner} knows no argument '{name}'",
                label=f"'{name}'" + (f" for '{meant}'?" if meant else ""),
                consequence=f"{fatal} '{name}'" if fatal else f"{owner} drops '{name}' without a word",
                help=f"write {meant}=…" if meant else f"it takes {listing(keywords, 8)}",
                severity=Severity.ERROR if fatal else Severity.WARNING,
                fix=Fix(f"rename '{name}' to '{meant}'", (RenameArgument(mark.expr.place, name, meant),))
                if meant and not mark.expr.keyword(meant)
                else None,
            )
