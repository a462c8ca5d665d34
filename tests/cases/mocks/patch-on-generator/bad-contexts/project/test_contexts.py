import pytest
import responses
import time_machine
from responses import activate


@pytest.fixture
@activate
def web():
    responses.add("GET", "https://shop.example", json=[])
    yield responses


@pytest.fixture(autouse=True)
@time_machine.travel(0)
def early():
    yield 1


def test_web(web):
    assert web is responses


def test_early(early):
    assert early == 1
