"""What stands beside a configuration so that it runs elsewhere: containers, CI, hooks, limits, a team's first day."""

from __future__ import annotations

from doctor.generate.beside.files import Placed, beside
from doctor.generate.beside.targets import TARGETS

__all__ = ["TARGETS", "Placed", "beside"]
