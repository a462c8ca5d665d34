"""The installed distributions, read from the interpreter's folders; else what lock files and declarations tell."""

from __future__ import annotations

import os
from pathlib import Path

from doctor.facts.sites import Site, read_site
from doctor.model.environment import Distribution, Distributions, Interpreter, normalized
from doctor.model.invocation import Invocation

# The last release of each supported minor version of pytest.
PYTESTS = ("7.4.4", "8.0.2", "8.1.2", "8.2.2", "8.3.5", "8.4.2", "9.0.3", "9.1.1", "9.2.0")


def distributions(invocation: Invocation, interpreter: Interpreter) -> Distributions:
    """What the interpreter would find. `complete` is False where "not installed" may not be said."""
    if interpreter.executable is None or (interpreter.problem and not interpreter.paths):
        from doctor.facts.lockfiles import locked  # imports the TOML reader

        found = locked(invocation)
        return found.replace(complete=False) if interpreter.problem else found
    return installed(interpreter, python_path(invocation), invocation.use_cache)


def python_path(invocation: Invocation) -> tuple[str, ...]:
    """The folders of PYTHONPATH, absolute; an empty entry is the working directory."""
    value = invocation.variables.get("PYTHONPATH")
    if not value:
        return ()
    return tuple(str(Path(invocation.project, entry)) for entry in value.split(os.pathsep))


def installed(interpreter: Interpreter, python_path: tuple[str, ...], use_cache: bool) -> Distributions:
    """All distributions of the folders of sys.path; the first of a name wins, as importlib.metadata has it."""
    sites = [read_site(path, False, use_cache) for path in python_path]
    sites += [read_site(path, True, use_cache) for path in interpreter.paths]
    added = tuple(dict.fromkeys(path for site in sites for path in site.paths))
    items: dict[str, Distribution] = {}
    for distribution in (distribution for site in sites for distribution in site.distributions):
        items.setdefault(distribution.key, distribution)
    for distribution in (each for path in added for each in read_site(path, False, use_cache).distributions):
        items.setdefault(distribution.key, distribution.replace(editable=True))
    for name, version in interpreter.probed or ():
        items.setdefault(normalized(name), Distribution(name, normalized(name), version))
    return Distributions(
        items=items,
        complete=not interpreter.problem,
        paths=added,
        editable=_merged(sites),
        hooks=tuple(hook for site in sites for hook in site.hooks),
    )


def _merged(sites: list[Site]) -> dict[str, str]:
    merged: dict[str, str] = {}
    for site in sites:
        merged = {**site.editable, **merged}
    return merged


def pytest_version(invocation: Invocation, distributions: Distributions) -> str:
    """The pytest that is asked about, as three numbers: --pytest, the installed or locked one, else the newest that
    the declared dependencies allow."""
    if invocation.pytest_version:
        return _three(invocation.pytest_version) or PYTESTS[-1]
    found = distributions.get("pytest")
    if found and (version := _three(found.version)):
        return version
    return PYTESTS[-1] if distributions.complete else _newest_declared(invocation)


def _three(version: str) -> str:
    """ "9.1.0" of "9.1.0.dev12+gabc", "8.4.0" of "8.4", "" of what is no version."""
    numbers: list[str] = []
    for part in version.strip().removeprefix("v").split(".")[:3]:
        digits = part[: next((place for place, char in enumerate(part) if not char.isdecimal()), len(part))]
        if not digits:
            break
        numbers.append(str(int(digits[:6])))
        if digits != part:
            break
    return ".".join([*numbers, "0", "0"][:3]) if numbers else ""


def _newest_declared(invocation: Invocation) -> str:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    from doctor.facts.declared import declared

    specifiers = [requirement.specifier for requirement in declared(invocation).get("pytest") if requirement.specifier]
    try:
        allowed = SpecifierSet(",".join(specifiers))
    except InvalidSpecifier:
        return PYTESTS[-1]
    return next((version for version in reversed(PYTESTS) if version in allowed), PYTESTS[-1])
