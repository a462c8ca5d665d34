"""The plugin that collects unittest's test cases is blocked.

## Why

pytest's own plugin `unittest` collects the classes that derive from `unittest.TestCase`. With `-p no:unittest` none of
their tests is run, and pytest does not say a word.

See https://docs.pytest.org/en/stable/how-to/unittest.html.

## Instead

Take `-p no:unittest` out. Single classes are left out with `__test__ = False`.

## Fix safety

The tests are run again, and may fail, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Sources
from doctor.rules.cures import option_removed
from doctor.rules.phrases import plural
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, sources: Sources) -> Iterator[Problem]:
    flag = config.blocked("unittest")
    tests = [test for _, test in sources.tests if test.unittest] if flag else []
    if flag and tests:
        classes = dict.fromkeys(test.class_name for test in tests)
        yield Problem(
            place=flag.place,
            message=f"'{flag.text}' keeps pytest from collecting unittest.TestCase classes: "
            f"{plural(len(tests), 'test')} of {plural(len(classes), 'class')} "
            f"{'is' if len(tests) == 1 else 'are'} not run",
            label="blocks the collection of test cases",
            related=(Related(tests[0].place, "not run"),),
            consequence="pytest says nothing of them, and ends as if all had passed",
            help=f"take '{flag.text}' out",
            fix=option_removed(flag),
        )
