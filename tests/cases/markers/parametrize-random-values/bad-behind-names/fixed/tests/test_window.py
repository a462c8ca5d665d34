import datetime as dt

import pytest
from pytest import mark, param

NOW = dt.datetime.now(dt.timezone.utc)
STAMPS = [param((NOW - dt.timedelta(days=n)).isoformat(), n) for n in range(3)]
TODAY = dt.datetime.utcnow()


@mark.parametrize("stamp, age", STAMPS, ids=range(3))
class TestWindow:
    def test_age(self, stamp, age):
        assert age < 3


@pytest.mark.parametrize("stamp", [TODAY.isoformat(), "2020-01-01T00:00:00"], ids=range(2))
def test_parse(stamp):
    assert dt.datetime.fromisoformat(stamp)


@pytest.mark.parametrize("stamp", [TODAY.strftime("%H:%M:%S.%f")], ids=range(1))
def test_format(stamp):
    assert stamp
