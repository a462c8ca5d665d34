"""The call as a profile makes it."""

from __future__ import annotations

from pathlib import Path

from doctor.errors import UsageError
from doctor.model.invocation import Invocation
from doctor.settings import written


def in_chosen_place(invocation: Invocation, profile: str) -> Invocation:
    """The call as the profile makes it; where none was named, as the one of the settings does.

    `default` is the project's own configuration, whatever the settings say.
    """
    profile = profile or written(Path(invocation.project)).get("profile") or "default"
    return invocation if profile == "default" else in_place_of(invocation, profile)


def in_place_of(invocation: Invocation, profile: str) -> Invocation:
    """The call as the profile makes it: with `-c` and the file that `generate` wrote, if pytest needs to be told."""
    from doctor.facts.providers import facts_of
    from doctor.generate.target import target_of

    if any(word.startswith(("-c", "--config-file")) for word in invocation.args):
        return invocation
    facts = facts_of(invocation)
    target = target_of(facts, facts.get("profiles").get(profile))
    if not target.named:
        return invocation
    if not (Path(invocation.project) / target.file).is_file():
        raise UsageError(f"{target.file} is not there; write it with `pytest-doctor generate --profile {profile}`")
    return invocation.replace(args=("-c", target.file, *invocation.args))
