"""The environment of the call."""

from __future__ import annotations

from doctor.model.environment import Variables
from doctor.model.invocation import Invocation


def variables(invocation: Invocation) -> Variables:
    """What `cd project && pytest` would see."""
    return Variables(invocation.variables)
