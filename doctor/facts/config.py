"""The fact `config`: the configuration of one call, as pytest resolves it."""

from __future__ import annotations

from doctor.facts.resolver import Resolver
from doctor.model.config import PytestConfig
from doctor.model.invocation import Invocation
from doctor.model.plugins import Knowledge


def config(invocation: Invocation, pytest_version: str, knowledge: Knowledge) -> PytestConfig:
    """What pytest knows before it loads third-party plugins. Faults are in `error`: it never raises."""
    return Resolver(invocation, pytest_version, knowledge).resolve()
