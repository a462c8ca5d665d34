import pytest

pytest.importorskip("sqlalchemy")

from shop.tables import TABLES  # noqa: E402


def test_tables():
    assert TABLES is not None
