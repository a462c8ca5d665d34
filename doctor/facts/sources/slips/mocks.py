"""The dotted names of unittest.mock, of the distribution mock, and of the fixture of pytest-mock."""

from __future__ import annotations

HOMES = ("unittest.mock", "mock", "mock.mock", "mocker")
MOCKS = frozenset(
    f"{home}.{name}"
    for home in HOMES
    for name in ("Mock", "MagicMock", "AsyncMock", "NonCallableMock", "NonCallableMagicMock")
)
PATCHES = tuple(f"{home}.patch" for home in HOMES)
OF_OBJECTS = tuple(f"{patch}.object" for patch in PATCHES)
