"""Decorators that mark, skip, patch or name, and leave what they stand before as it is."""

from __future__ import annotations

from collections.abc import Iterable

from doctor.model.sources import Class, Expr, SourceFile

_ALLURE = (
    *("epic", "feature", "story", "suite", "parent_suite", "sub_suite", "severity", "tag", "label", "link", "issue"),
    *("testcase", "description", "title"),
)
HARMLESS = (
    *("pytest.mark.", "unittest.skipIf", "unittest.skipUnless", "unittest.case.skipIf", "unittest.case.skipUnless"),
    *("unittest.mock.patch", "mock.patch", "typing.final", "typing_extensions.final"),
    *("freezegun.freeze_time", "time_machine.travel", "django.test.tag", "django.test.utils.tag"),
    *("django.test.override_settings", "django.test.utils.override_settings"),
    *("django.test.modify_settings", "django.test.utils.modify_settings"),
    *(f"allure.{name}" for name in _ALLURE),
)
SKIPPING = "pytest.mark.skip"


def is_harmless(decorator: Expr, file: SourceFile) -> bool:
    """Does it leave how tests are called as it is? It may be a mark with a name of its own (`slow`)."""
    return meaning(decorator, file).startswith(HARMLESS)


def are_harmless(decorators: Iterable[Expr], file: SourceFile) -> bool:
    return all(is_harmless(each, file) for each in decorators)


def meaning(decorator: Expr, file: SourceFile) -> str:
    """Its dotted name, also where the module gives it a name of its own."""
    name = str(decorator.value or "")
    own = file.value(name) if name and "." not in name else None
    return str(own.value if own else name)


def are_plain(klass: Class, file: SourceFile) -> bool:
    """Is the class what it would be without its decorators, and not skipped altogether?"""
    is_skipped = any(meaning(each, file) == SKIPPING for each in klass.decorators)
    return not is_skipped and are_harmless(klass.decorators, file)
