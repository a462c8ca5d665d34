"""What need not pass: tests that are skipped or expected to fail, and lines whose exception is waited for.

`excused_tests` is for what goes wrong in a whole test, `is_excused` for one line, in a fixture or helper, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.sources import SourceFile, Sources, Test
from doctor.rules.expected import is_expected_to_fail
from doctor.rules.importorskip import is_skip

MARKS = frozenset({"skip", "skipif", "xfail"})
SKIPS = ("unittest.skip", "unittest.case.skip", "django.test.skip", "django.test.testcases.skip")
OF_UNITTEST = ("unittest.expectedFailure", "unittest.case.expectedFailure")  # means nothing on other tests
ENDS = frozenset({"pytest.skip", "pytest.xfail", "self.skipTest", "pytest.skip.Exception", "unittest.SkipTest"})


def is_marked(test: Test) -> bool:
    return any(mark.name in MARKS for mark in test.marks)


def excused_tests(file: SourceFile) -> frozenset[str]:
    """The functions of those of a file's tests that need not pass, by a mark, a decorator, or a call that skips the
    test or the whole file."""
    if any(map(is_skip, file.calls)):
        return frozenset(test.function for test in file.tests)
    ended = {call.within for call in file.calls if call.name in ENDS and not call.branch and not call.guarded}
    return frozenset(
        test.function for test in file.tests if test.function in ended or is_marked(test) or is_decorated(test, file)
    )


def needed_to_pass(sources: Sources) -> Iterator[tuple[SourceFile, Test]]:
    """The tests that are collected and not excused."""
    for file in sources.collected:
        passed_over = excused_tests(file)
        yield from ((file, test) for test in file.tests if test.function not in passed_over)


def is_decorated(test: Test, file: SourceFile) -> bool:
    """Does a decorator of the function, or of its class, say so?"""
    homes = (file.function(test.function), file.class_(test.class_name) if test.class_name else None)
    names = [str(each.value) for home in homes if home for each in home.decorators]
    return any(name.startswith(SKIPS) or (test.unittest and name in OF_UNITTEST) for name in names)


def is_excused(file: SourceFile, within: str, line: int) -> bool:
    """Does it count for nothing what this line raises, in a function or in a decorator of it: is the exception waited
    for, or the test or its class marked?"""
    around = {within, file.decorated_in(line)}
    names = {"", *around, *(name.partition(".")[0] for name in around)}
    items = (item for name in names for item in (file.function(name), file.class_(name)) if item)
    decorators = (each for item in items for each in item.decorators)
    return (
        is_expected_to_fail(file, within, line)
        or any(mark.name in MARKS and mark.owner in names for mark in file.marks)
        or any(str(each.value).startswith((*SKIPS, *OF_UNITTEST)) for each in decorators)
    )
