"""What a step installs, with what that needs."""

from __future__ import annotations

from doctor.model.environment import Declared, Distributions, normalized
from doctor.model.installs import Installed

VAGUE = ("test", "dev", "tool", "meta", "common", "plugin", "util", "suite")


def brought(each: Installed, distributions: Distributions, declared: Declared) -> frozenset[str] | None:
    """All that is installed there, with what that needs; None where it cannot be told."""
    waiting = list(each.keys)
    for group in each.groups:
        listed = [requirement.key for requirement in declared.requirements if requirement.group == group]
        of_own = any(one.key == normalized(declared.name or "") for one in declared.requirements if one.group == group)
        if of_own or group.startswith("group:") or (not listed and group != "dependencies"):
            return None  # "shop[test]" within an extra, groups that include others
        waiting += listed
    found = {normalized(declared.name)} if declared.name and "dependencies" in each.groups else set()
    while waiting:
        key = waiting.pop()
        if key in found:
            continue
        found.add(key)
        installed = distributions.get(key)
        if installed:
            waiting += [normalized(name_of(line)) for line in installed.requires if "extra" not in line]
        elif key not in ("pytest", "coverage") and any(word in key.removeprefix("pytest-") for word in VAGUE):
            return None
    return frozenset(found)


def name_of(line: str) -> str:
    """The distribution that a requirement line names."""
    length = next((place for place, char in enumerate(line) if not (char.isalnum() or char in "-_.")), len(line))
    return line[:length]
