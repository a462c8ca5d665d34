"""Proof by the project's own pytest: copy the project aside, collect, change, collect again, compare."""

from __future__ import annotations

from doctor.fixes.trial.aside import copied, moved
from doctor.fixes.trial.difference import Difference, compare
from doctor.fixes.trial.outcome import Told, Trial
from doctor.fixes.trial.runs import collect

__all__ = ["Difference", "Told", "Trial", "collect", "compare", "copied", "moved"]
