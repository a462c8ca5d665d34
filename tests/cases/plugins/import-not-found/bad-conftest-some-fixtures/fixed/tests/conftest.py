"""Fixtures of the tests."""

import pytest
from pytest import fixture


def frozen():
    """A clock that stands still."""
    from freezegun import freeze_time, config as settings
    return freeze_time("2030-01-01")


@fixture
def new_year():
    with frozen():
        yield


@fixture()
def old_year():
    """Long ago."""
    pytest.importorskip("freezegun")
    from freezegun import freeze_time, config as settings
    settings.configure(extend_ignore_list=["ports"])
    with freeze_time("1970-01-01"):
        yield
