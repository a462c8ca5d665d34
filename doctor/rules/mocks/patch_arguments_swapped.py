"""The mocks of stacked `@patch` decorators come in another order than the parameters are named in.

## Why

Decorators are applied from the bottom up: the lowest `@patch` gives the first parameter. Where the parameters are named
from the top down each name holds the mock of the other: `mock_save.called` asks whether `load` was called, and return
values are set on the wrong one
(https://docs.python.org/3/library/unittest.mock.html#nesting-patch-decorators).

## Instead

The parameters in the reverse order of the decorators; or `with patch(…) as mock_load:`, or the fixture `mocker`.

## Fix safety

There is no fix: the test may have been written to pass with the names as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Expr, Function, Param, SourceFile
from doctor.rules.mocks._targets import PATCHES, target_of
from doctor.rules.registry import rule

TAILS = tuple(f"{name}{tail}" for name in PATCHES for tail in ("", ".object"))


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for function in test_file.functions:
        if len(function.decorators) > 1:
            patches = [each for each in function.decorators if str(each.value) in TAILS and gives(each)]
            if len(patches) > 1 and (found := swapped(function, patches)):
                yield problem(function, patches, found)


def gives(patch: Expr) -> bool:
    """Does it hand its mock over?"""
    position = 2 if str(patch.value).endswith(".object") else 1
    return patch.argument(position, "new") is None and not patch.keyword("**")


def swapped(function: Function, patches: list[Expr]) -> Param | None:
    """The first parameter, if the names tell that they are in the order of the decorators, from the top down."""
    params = [each for each in function.params if each.name not in ("self", "cls") and each.kind == "plain"]
    params = params[: len(patches)]
    names = [target_of(patch).rpartition(".")[2] for patch in patches]
    if len(params) < len(patches) or len({*names}) < len(names) or not all(names):
        return None
    words = [plain(param.name) for param in params]
    as_written = all(fits(word, name, names) for word, name in zip(words, names, strict=True))
    as_given = any(fits(word, name, names) for word, name in zip(words, reversed(names), strict=True))
    return params[0] if as_written and not as_given else None


def plain(name: str) -> str:
    """`mock_load`, `load_mock`, `patched_load`: load."""
    words = [
        word
        for word in name.lower().split("_")
        if word and word not in ("mock", "mocked", "patch", "patched", "m", "fake")
    ]
    return "".join(words)


def fits(word: str, name: str, names: list[str]) -> bool:
    """Does the parameter's name stand for this target, and for no other?"""
    own = name.lower().replace("_", "")
    others = [each.lower().replace("_", "") for each in names if each != name]
    return (len(word) > 1 and word == own) or (
        len(word) > 3 and word in own and not any(word in each for each in others)
    )


def problem(function: Function, patches: list[Expr], first: Param) -> Problem:
    last = target_of(patches[-1])
    return Problem(
        place=first.place,
        message=f"'{first.name}' is the mock of '{last}': the lowest @patch gives the first parameter",
        label=f"'{last.rpartition('.')[2]}', not what the name says",
        related=(Related(patches[-1].place, "gives the first parameter"),),
        consequence="each name holds the mock of another function: what the test sets and asks for is on the wrong one",
        help=f"name the parameters of '{function.name}' in the reverse order of the decorators",
    )
