"""A test changes a setting of Django in place, which pytest-django does not put back.

## Why

The fixture `settings` remembers what is assigned: `settings.PAGE = 10` is undone when the test ends.
`settings.LIMITS["max"] = 1`, `settings.HOSTS.append("b")` and `settings.MIDDLEWARE += ["b"]` change the dictionary or
list itself, which all later tests then find so (https://github.com/pytest-dev/pytest-django/issues/601).

## Instead

```python
def test_small(settings):
    settings.LIMITS = {**settings.LIMITS, "max": 1}
    settings.HOSTS = [*settings.HOSTS, "b"]
```

Django is then told that the setting has changed, too. Of something nested: `copy.deepcopy(settings.LIMITS)`.

## Fix safety

The setting gets a new list or dictionary only when asked: later tests may have come to rely on the change.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.django import is_loaded
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.plugins import Plugins
from doctor.model.setting_changes import SettingChange
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(
    setting_changes: tuple[SettingChange, ...], sources: Sources, fixtures: Fixtures, plugins: Plugins
) -> Iterator[Problem]:
    if not setting_changes or not is_loaded(plugins):
        return
    changing = {(each.file, each.function) for each in setting_changes}
    given = set(given_by_fixtures(sources, changing))
    found: dict[tuple[str, str, str], list[SettingChange]] = {}
    for each in setting_changes:
        file = sources.get(each.file)
        if file and f"settings.{each.name}" not in given and is_given(each, file, fixtures):
            found.setdefault((each.file, each.function, each.name), []).append(each)
    for group in found.values():
        yield problem(group)


def given_by_fixtures(sources: Sources, changing: set[tuple[str, str]]) -> Iterator[str]:
    """The settings to which fixtures give a value, so that tests may change a list of theirs."""
    for file in sources:
        fixtures = {fixture.function for fixture in file.fixtures}
        for write in file.writes:
            if write.within in fixtures and (file.path, write.within) not in changing:
                yield write.name


def is_given(change: SettingChange, file: SourceFile, fixtures: Fixtures) -> bool:
    """Does the function get pytest-django's own `settings`?"""
    function = file.function(change.function)
    tests = [test for test in file.tests if test.function == change.function and "settings" in test.requests]
    is_filled = bool(tests) or any(fixture.function == change.function for fixture in file.fixtures)
    visible = fixtures.of(file.path, "settings", function.class_name) if function and is_filled else None
    return visible is not None and not visible.place and not visible.fixture


def problem(group: list[SettingChange]) -> Problem:
    first = group[0]
    fix = None
    if all(each.instead for each in group):
        changes = tuple(Replace(each.place, each.instead) for each in group)
        fix = Fix(f"give settings.{first.name} a new value", changes)
    return Problem(
        place=first.place,
        message=f"'{first.function}' changes settings.{first.name} in place",
        label="not put back",
        related=tuple(Related(each.place, "here too") for each in group[1:]),
        consequence=f"all later tests of the process find settings.{first.name} changed",
        help=f"write `{first.instead}`" if first.instead else f"assign settings.{first.name} a changed copy",
        fix=fix,
    )
