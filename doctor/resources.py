"""Files that the package ships: knowledge, templates, profiles."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def knowledge(name: str) -> Path:
    """A data file of doctor/knowledge."""
    return PACKAGE / "knowledge" / name


def schemas() -> dict[str, Path]:
    """The published JSON Schemas by name."""
    return {path.name.partition(".")[0]: path for path in sorted((PACKAGE / "schemas").glob("*.schema.json"))}


def profiles() -> Path:
    """The folder of the shipped profiles."""
    return _shipped("profiles")


def templates() -> Path:
    """The folder of the templates."""
    return _shipped("templates")


def _shipped(folder: str) -> Path:
    """Within the package when it is installed from a wheel, beside it in a checkout."""
    inside = PACKAGE / folder
    return inside if inside.is_dir() else PACKAGE.parent / folder
