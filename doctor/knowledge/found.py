"""What a reading has come across."""

from __future__ import annotations

from doctor.knowledge.values import Value
from doctor.model.plugins import IniKey, Marker, Option


class Found:
    """Lists that grow while a plugin's source is read.

    `registered` are the plugin objects that it registers itself, `specs` what it passes to `add_hookspecs`.
    """

    def __init__(self) -> None:
        self.options: list[Option] = []
        self.ini: list[IniKey] = []
        self.markers: list[Marker] = []
        self.plugins: list[str] = []
        self.registered: list[Value] = []
        self.specs: list[Value] = []
        self.computed: set[str] = set()

    def register(self, plugin: Value) -> None:
        key = getattr(plugin, "cls", plugin)
        if all(getattr(known, "cls", known) is not key for known in self.registered):
            self.registered.append(plugin)
