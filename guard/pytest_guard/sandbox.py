"""Keeps plugins out that open sockets, where sockets are refused."""

from __future__ import annotations

import pytest


def gate(config: pytest.Config) -> None:
    """Blocks what `guard_sandbox_block` names when this is a sandbox."""
