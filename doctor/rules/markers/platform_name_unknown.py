"""The condition of a mark asks for a platform under a name that Python does not give it.

## Why

`sys.platform` is "win32" on Windows, also with 64 bits, "darwin" on macOS and "linux" on Linux; `os.name` is "nt" or
"posix"; `platform.system()` is "Windows", "Darwin" or "Linux". A condition that compares one of them with "windows" or
"macos" is the same on every machine: the tests are skipped, or not, whatever the platform
(https://docs.python.org/3/library/sys.html#sys.platform).

## Instead

`sys.platform == "win32"`, `sys.platform == "darwin"`, `sys.platform.startswith("linux")`.

## Fix safety

The condition begins to act, so that tests may be skipped that ran before: the name is not written unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Expr, SourceFile
from doctor.rules.markers._parametrize import of_tests
from doctor.rules.registry import rule

WINDOWS, MAC, LINUX = (
    ("windows", "win", "win64", "nt"),
    ("macos", "mac", "osx", "macosx"),
    ("linux2", "linux3", "linux64"),
)
# Where it is asked for → what is written there → what it is called there.
NAMES = {
    "sys.platform": dict.fromkeys(WINDOWS, "win32") | dict.fromkeys(MAC, "darwin") | dict.fromkeys(LINUX, "linux"),
    "os.name": dict.fromkeys(("windows", "win32", "win64", "win"), "nt")
    | dict.fromkeys(("linux", "mac", "macos", "darwin", "unix", "osx"), "posix"),
    "platform.system": dict.fromkeys(("windows", "win32", "win64", "win", "nt"), "Windows")
    | dict.fromkeys(("macos", "mac", "osx", "darwin", "macosx"), "Darwin")
    | dict.fromkeys(("linux", "linux2"), "Linux"),
}
RIGHT = frozenset({"cygwin", "darwin", "win32", "linux", "nt", "posix", "Windows", "Darwin", "Linux"})


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for mark in of_tests(test_file):
        condition = mark.expr.argument(0, "condition") if mark.name in ("skipif", "xfail") else None
        for asked, given, right in wrong(condition, test_file) if condition else ():
            yield problem(asked, given, right)


def wrong(condition: Expr, file: SourceFile) -> Iterator[tuple[str, Expr, str]]:
    """Where it is asked for, the text that it is compared with, and the name that is meant."""
    if condition.kind == "name" and (value := file.value(str(condition.value))) is not None:
        condition = value
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        waiting += part.parts
        if part.kind != "comparison" or len(part.parts) != 2:
            continue
        for one, other in (part.parts, part.parts[::-1]):
            asked = str(one.value).removesuffix(".lower")
            if asked not in NAMES or one.kind not in ("name", "call") or str(one.value).endswith(".lower"):
                continue
            for given in (other, *other.parts):
                right = NAMES[asked].get((given.text or "").lower())
                if given.text and right and given.text != right and is_unknown(given.text, asked):
                    yield asked, given, right


def is_unknown(text: str, asked: str) -> bool:
    """Is it no name that some other Python gives there?"""
    return text not in RIGHT or asked != "sys.platform"


def problem(asked: str, given: Expr, right: str) -> Problem:
    call = "()" if asked == "platform.system" else ""
    return Problem(
        place=given.place,
        message=f"{asked}{call} is never '{given.text}': it is '{right}' there",
        label=f"'{right}' is meant",
        consequence="the condition is the same on every platform, so the mark acts everywhere or nowhere",
        help=f"write '{right}'",
        fix=Fix(f"write '{right}'", (Replace(given.place, f'"{right}"'),)),
    )
