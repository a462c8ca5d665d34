"""Reads the JUnit XML of a finished run. Hostile files are refused: entities, endless depth, endless size."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from doctor.errors import UsageError
from doctor.model.checks import PassRate

MAX_BYTES = 200 * 1024 * 1024
MAX_DEPTH = 50
WORDS = {"failure": "failed", "error": "errors", "skipped": "skipped"}
WORST = ("errors", "failed", "skipped", "passed")


def junit(path: str) -> PassRate:
    """What the tests of the file came to. UsageError when it cannot be read, or holds what no test run writes.

    Suites may lie within suites. A test that stands in one suite several times was run again: the last one counts.
    """
    from xml.parsers import expat  # entities are refused below, so that nothing can be expanded

    seen = _Seen()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = seen.start, seen.end
    parser.EntityDeclHandler = seen.entity
    try:
        if Path(path).stat().st_size > MAX_BYTES:
            raise UsageError(f"{path} has more than {MAX_BYTES // 1024 // 1024} MB; name the JUnit file of one run")
        with Path(path).open("rb") as file:
            parser.ParseFile(file)
    except OSError as fault:
        raise UsageError(f"cannot read {path}: {fault.strerror}; run pytest with --junit-xml={path} before") from None
    except (expat.ExpatError, ValueError) as fault:
        raise UsageError(f"{path} is no JUnit XML: {fault}; write it with pytest --junit-xml={path}") from None
    if seen.root not in ("testsuites", "testsuite"):
        raise UsageError(f"{path} is no JUnit XML: it begins with <{seen.root}>, not with <testsuites>")
    counts = Counter(seen.tests.values())
    return PassRate(counts["passed"], counts["failed"], counts["errors"], counts["skipped"])


class _Seen:
    """What has been read so far."""

    def __init__(self) -> None:
        self.root = ""
        self.tests: dict[tuple[Any, ...], str] = {}
        self._open: list[str] = []
        self._suite = 0
        self._test: tuple[Any, ...] = ()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        above = self._open[-1] if self._open else ""
        self._open.append(name)
        if len(self._open) > MAX_DEPTH:
            raise ValueError(f"elements lie more than {MAX_DEPTH} deep")
        if name == "testsuite":
            self._suite += 1
        elif name == "testcase":
            self._test = (self._suite, *(attributes.get(key, "") for key in ("file", "classname", "name")))
            self.tests[self._test] = "passed"
        elif above == "testcase" and name in WORDS:
            self.tests[self._test] = min(self.tests[self._test], WORDS[name], key=WORST.index)

    def end(self, name: str) -> None:
        self._open.pop()

    def entity(self, name: str, *_: object) -> None:
        raise ValueError(f"it declares the entity '{name}', which no test run does")
