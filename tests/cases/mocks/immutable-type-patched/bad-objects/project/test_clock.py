import datetime as dt
from datetime import date
from unittest.mock import patch

import pytest


@pytest.fixture
def fixed(monkeypatch):
    monkeypatch.setattr(dt.datetime, "now", lambda tz=None: None)


def test_fixture(fixed):
    assert dt.datetime.now() is None


@patch.object(date, "today", return_value=3)
def test_decorated(today):
    assert date.today() == 3


def test_mocker(mocker):
    mocker.patch.object(dt.datetime, "utcnow")


def test_several():
    with patch.multiple(date, today=None):
        pass


async def helper():
    return dict.get


def test_builtin(monkeypatch):
    monkeypatch.delattr(dict, "get")
