"""Files that the package ships: knowledge, templates, profiles."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def knowledge(name: str) -> Path:
    """A data file of doctor/knowledge."""
    return PACKAGE / "knowledge" / name
