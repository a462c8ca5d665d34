import datetime

import freezegun
import pytest
import responses
import time_machine


@pytest.fixture
def web():
    with responses.RequestsMock() as mock:
        yield mock


@pytest.fixture
@freezegun.freeze_time("2020-01-01")
def frozen():
    yield datetime.date.today().year


@pytest.fixture
@time_machine.travel(0)
def epoch():
    return datetime.date.today().year


@responses.activate
def test_web(web, frozen):
    assert web
    assert frozen == 2020


def test_epoch(epoch):
    assert epoch == 1970
