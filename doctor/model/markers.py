"""The markers that a run knows."""

from __future__ import annotations

from collections.abc import Mapping

from doctor.model.places import Place
from doctor.model.record import Record


class RegisteredMarker(Record):
    """A marker that is known to this run, and who registers it ("pytest.ini", a plugin's name, a conftest's path)."""

    name: str
    origin: str
    place: Place | None = None


class Markers(Record):
    """The markers that this run knows. `open` is whether some are registered under names worked out at run time."""

    registered: Mapping[str, RegisteredMarker] = {}
    open: bool = False
    strict: bool = False
    strict_place: Place | None = None
    strict_text: str = ""  # what makes it strict: "--strict-markers", "strict_markers = true", "strict = true"
