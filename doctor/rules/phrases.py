"""Sentences that several rules speak, so that they speak alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from doctor.model.environment import Declared, normalized
from doctor.model.findings import Related
from doctor.model.places import Place


def plural(count: int, noun: str) -> str:
    """`1 test`, `3 tests`, `2 classes`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}{'es' if noun.endswith('s') else 's'}"


def never_run(tests: int) -> str:
    """`1 test never runs`, `3 tests never run`."""
    return f"{plural(tests, 'test')} never {'runs' if tests == 1 else 'run'}"


def listing(names: Iterable[str], most: int = 4) -> str:
    """`'a', 'b' and 3 more`."""
    quoted = [f"'{name}'" for name in names]
    if len(quoted) > most:
        return f"{', '.join(quoted[:most])} and {len(quoted) - most} more"
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else "".join(quoted)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that a misspelt one most likely means; not one that only has other numbers."""
    import difflib
    import re

    pattern = re.sub(r"\d+", "0", name)
    found = difflib.get_close_matches(name, list(known), 5, 0.75)
    return next((each for each in found if each == name or re.sub(r"\d+", "0", each) != pattern), None)


def uses(places: Sequence[Place], what: str = "used here") -> tuple[Related, ...]:
    """The places of one symptom: the first with a count of the others, the others behind it.

    >>> uses([a, b, c])[0].message
    'used here, and in 2 more places of 2 files'
    """
    if not places:
        return ()
    rest = places[1:]
    files = len({place.file for place in rest})
    more = f", and in {plural(len(rest), 'more place')} of {plural(files, 'file')}" if rest else ""
    return (Related(places[0], what + more), *(Related(place, what) for place in rest))


def install(distribution: str, declared: Declared) -> str:
    """How to install it: by the extra, group or file in which the project declares it, else by its name. By its name,
    too, where it is declared under a condition, which need not hold here: then the group would not bring it.

    >>> install("pytest-cov", declared)
    "`pip install -e '.[test]'` (extra 'test' of pyproject.toml:9 holds pytest-cov)"
    """
    found = sorted(declared.get(normalized(distribution)), key=lambda each: each.is_conditional)
    if not found:
        return f"`pip install {distribution}`"
    first = found[0]
    kind, _, name = first.group.partition(":")
    if kind == "extra":
        command, where = f"pip install -e '.[{name}]'", f"extra '{name}' of "
    elif kind == "group" and not first.file.startswith("setup."):  # `tests_require` can no longer be asked for
        command, where = f"pip install --group {name}", f"group '{name}' of "
    elif first.group == "dependencies":
        command, where = "pip install -e .", "dependencies of "
    elif first.file.endswith((".txt", ".in")):
        command, where = f"pip install -r {first.file}", ""
    else:  # tox.ini, noxfile.py: the environment is made by the tool
        command, where = f"pip install {distribution}", ""
    when = ""
    if first.is_conditional:
        command, when = f"pip install {distribution}", " under a condition"
    return f"`{command}` ({where}{first.file}:{first.line} {'holds' if where else 'lists'} {distribution}{when})"
