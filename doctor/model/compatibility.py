"""What fights with what, and what a version changed: entries of doctor/knowledge/conflicts.toml and changes.toml."""

from __future__ import annotations

from doctor.model.record import Record


class Conflict(Record):
    """Something that does not work together.

    kind       "fatal": pytest stops, or a test fails for it; "silent": something does not happen, and no word is said
    relation   "pair": two plugins fight; "broken": one does not work on some pytest; "needs": one imports a
               distribution that it does not declare (`requires`: "py", "setuptools<82", one of "pyqt5|pyqt6")
    plugins    distributions by normalized name: both of a pair, else the one
    versions   for some of them, and for "pytest" and "python", the versions that it is true of: (("pytest", ">=9.2"),)
    when       "always", or what it takes besides being installed and active: "option" (one of `options` is given),
               "ini" (a key of `ini` has the value: (("asyncio_mode", "auto"),)), "mark" (one of `marks` is used),
               "fixture" (one of `fixtures` is asked for), "use" (its module, or what it adds to pytest, is used)
    instead    for options and keys, what stands in for them: (("--workers", "-n"),); "" where they just go
    successor  the normalized name of the plugin that has those; "" is pytest itself
    every      whether all kinds of evidence that are listed must be there (a key and a mark), not just one of them
    """

    kind: str
    relation: str
    plugins: tuple[str, ...]
    what: str
    cure: str
    url: str
    versions: tuple[tuple[str, str], ...] = ()
    when: str = "always"
    options: tuple[str, ...] = ()
    ini: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    fixtures: tuple[str, ...] = ()
    requires: str = ""
    every: bool = False
    instead: tuple[tuple[str, str], ...] = ()
    successor: str = ""

    def holds(self, versions: dict[str, str]) -> bool:
        """Is it true of these versions, by normalized name? What is not among them is not installed."""
        if any(name not in versions for name in self.plugins) or (self.requires and self._has_what_it_needs(versions)):
            return False
        return all(name in versions and satisfies(versions[name], wanted) for name, wanted in self.versions)

    def _has_what_it_needs(self, versions: dict[str, str]) -> bool:
        wanted = (each.partition("<") for each in self.requires.split("|"))
        return any(name in versions and satisfies(versions[name], sign + version) for name, sign, version in wanted)


class Change(Record):
    """Something that a version of pytest or of a plugin took away, renamed or began to refuse.

    kind          "fixture", "ini", "ini-value", "option", "marker", "hook", "hook-argument", "module", "attribute",
                  "argument" (the keyword `name` of a function), "behaviour" (anything else; `name` is for people)
    distribution  normalized name; "pytest" for pytest itself
    name          the old name: "event_loop", "_pytest.python_api.approx"
    within        what it belongs to: the hook of an argument, the ini key of a value, the function of an argument
    change        "removed", "renamed", "moved", "refused"
    version       the first version without it; "" if it is only deprecated so far
    deprecated    the first version that warns; "" if none did
    refused       the first version that turns that warning into an error, where it is still there
    new           what stands in for it; "" if nothing does
    added         the first version that has `new`, where that matters
    """

    kind: str
    distribution: str
    name: str
    change: str
    version: str
    what: str
    cure: str
    url: str
    within: str = ""
    deprecated: str = ""
    refused: str = ""
    new: str = ""
    added: str = ""

    def removed_in(self, version: str) -> bool:
        """Is it gone in this version of its distribution?"""
        return bool(self.version) and satisfies(version, f">={self.version}")

    def warned_in(self, version: str) -> bool:
        """Is it deprecated, and still there, in this version of its distribution?"""
        return bool(self.deprecated) and satisfies(version, f">={self.deprecated}") and not self.removed_in(version)


def satisfies(version: str, specifier: str) -> bool:
    """Does a version meet `>=8.1,<9`? Compares the numbers alone: "9.0.0rc1" counts as 9.0.0."""
    return all(_meets(_numbers(version), part.strip()) for part in specifier.split(",") if part.strip())


def _meets(version: tuple[int, ...], part: str) -> bool:
    sign = next((sign for sign in (">=", "<=", "==", "!=", ">", "<") if part.startswith(sign)), "")
    wanted = _numbers(part[len(sign) :])
    length = max(len(version), len(wanted))
    left, right = (numbers + (0,) * (length - len(numbers)) for numbers in (version, wanted))
    if sign in (">=", "<="):
        return left >= right if sign == ">=" else left <= right
    if sign in (">", "<"):
        return left > right if sign == ">" else left < right
    return (left == right) is (sign != "!=")


def _numbers(version: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for part in version.strip().split("!")[-1].split("+")[0].split("."):
        digits = ""
        for character in part:
            if not character.isdigit():
                break
            digits += character
        if not digits:
            break
        numbers.append(int(digits))
        if digits != part:
            break
    return tuple(numbers)
