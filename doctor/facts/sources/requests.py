"""Which fixtures a test asks for."""

from __future__ import annotations

from collections.abc import Iterable

from doctor.model.sources import Expr, Function, Mark

PATCHES = (
    "unittest.mock.patch", "unittest.mock.patch.object", "mock.patch", "mock.patch.object",
    "unittest.mock.patch.multiple", "mock.patch.multiple",
)  # fmt: skip
# Decorators that leave the parameters as they are: whatever they hand over, pytest looks for a fixture.
KEEPS = (
    *("pytest.", "unittest.mock.patch.dict", "mock.patch.dict", "unittest.skip", "hypothesis.", "staticmethod"),
    *("freezegun.freeze_time", "time_machine.travel", "responses.activate", "django.test.override_settings"),
)
# So do these, where they are called: what they make hands itself over when the test is called.
HANDING = ("requests_mock.Mocker", "requests_mock.mock", "requests_mock.mocker.Mocker", "aioresponses.aioresponses")
DEFAULT = ("unittest.mock.DEFAULT", "mock.DEFAULT")


def requests(
    function: Function, marks: Iterable[Mark], is_method: bool, is_unittest: bool
) -> tuple[tuple[str, ...], bool]:
    """The names, and whether a decorator that is not known may change them."""
    wanted: dict[str, None] = {}
    is_open = False
    filled: set[str] = set()
    for mark in marks:
        if mark.name == "usefixtures":
            wanted.update(dict.fromkeys(text for part in mark.expr.parts if (text := part.text)))
        elif mark.name == "parametrize":
            names, indirect = argument_names(mark.expr)
            is_open |= names is None
            filled.update(name for name in names or () if name not in indirect)
    if is_unittest:
        return tuple(wanted), False
    names_left = [
        param.name
        for param in function.params
        if param.kind in ("plain", "keyword-only", "positional-only") and not param.has_default
    ]
    names_left = _unpatched(function, names_left[1:] if is_method else names_left)
    names_left = _ungiven(function, names_left)
    is_open |= not all(_keeps(each) for each in function.decorators)
    wanted.update(dict.fromkeys(name for name in names_left if name not in filled))
    return tuple(wanted), is_open


def _keeps(decorator: Expr) -> bool:
    """Does it leave the parameters as they are, or do we know what it takes of them?"""
    name = str(decorator.value)
    return name.startswith(KEEPS + PATCHES) or (decorator.kind == "call" and name in HANDING)


def argument_names(expr: Expr) -> tuple[tuple[str, ...] | None, frozenset[str]]:
    """The names that `parametrize` fills, None where they are worked out; and those of them that go to fixtures."""
    given = expr.argument(0, "argnames")
    if given is None:
        return None, frozenset()
    if given.text is not None:
        names = tuple(name.strip() for name in given.text.split(",") if name.strip())
    else:
        texts = [part.text for part in given.parts] if given.kind in ("list", "tuple") else [None]
        if None in texts:
            return None, frozenset()
        names = tuple(text for text in texts if text is not None)
    indirect = expr.argument(2, "indirect")
    if indirect is None or indirect.value is False:
        return names, frozenset()
    if indirect.kind in ("list", "tuple"):
        return names, frozenset(part.text for part in indirect.parts if part.text)
    return names, frozenset(names)


def _unpatched(function: Function, names: list[str]) -> list[str]:
    """Without the first ones, which `mock.patch` decorators fill, each one (`getfuncargnames` of pytest)."""
    filled = 0
    for each in function.decorators:
        text = str(each.value)
        if each.kind == "call" and text in PATCHES and not text.endswith("multiple"):
            new = each.argument(2 if text.endswith("object") else 1, "new")
            filled += new is None or str(new.value) in DEFAULT
    return names[filled:]


def _ungiven(function: Function, names: list[str]) -> list[str]:
    """Without those that `hypothesis.given` fills: by keyword, or the last ones by position."""
    for each in function.decorators:
        if each.kind == "call" and str(each.value) in ("hypothesis.given", "hypothesis.core.given"):
            if each.parts and each.parts[0] == Expr("other", each.parts[0].place):  # given(...)
                return []
            names = names[: len(names) - len(each.parts)] if each.parts else names
            given = {name for name, _ in each.keywords}
            names = [name for name in names if name not in given]
    return names
