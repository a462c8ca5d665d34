"""The shipped knowledge as a fact: nothing of it is read before a rule asks."""

from __future__ import annotations

from doctor.knowledge import store
from doctor.model.plugins import Knowledge


def knowledge() -> Knowledge:
    return Knowledge(store.load_plugins, store.load_conflicts, store.load_changes)
