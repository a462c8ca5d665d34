"""Fixtures of the tests."""

from freezegun import freeze_time, config as settings

from pytest import fixture


def frozen():
    """A clock that stands still."""
    return freeze_time("2030-01-01")


@fixture
def new_year():
    with frozen():
        yield


@fixture()
def old_year():
    """Long ago."""
    settings.configure(extend_ignore_list=["ports"])
    with freeze_time("1970-01-01"):
        yield
