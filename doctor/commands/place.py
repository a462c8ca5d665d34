"""The call as a profile makes it."""

from __future__ import annotations

from pathlib import Path

from doctor.errors import UsageError
from doctor.model.invocation import Invocation

OWN_CONFIG = ("default", "ci")  # profiles that use the project's own configuration


def in_place_of(invocation: Invocation, profile: str) -> Invocation:
    """The call as the profile makes it: with `-c` and the file that `generate` wrote for it."""
    if not profile.replace("-", "").replace("_", "").isalnum():
        raise UsageError(f"{profile!r} is no name of a profile")
    given = any(word.startswith(("-c", "--config-file")) for word in invocation.args)
    if profile in OWN_CONFIG or given:
        return invocation
    file = f"pytest-{profile}.ini"
    if not (Path(invocation.project) / file).is_file():
        raise UsageError(f"{file} is not there; write it with `pytest-doctor generate --profile {profile}`")
    return invocation.replace(args=("-c", file, *invocation.args))
