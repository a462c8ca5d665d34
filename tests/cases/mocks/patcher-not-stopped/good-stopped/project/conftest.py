from unittest import mock

import pytest

mock.patch("shop.prices.rate", lambda: 19).start()


@pytest.fixture
def cheap():
    patcher = mock.patch("shop.prices.rate", return_value=7)
    yield patcher.start()
    patcher.stop()


@pytest.fixture
def dear(request):
    patcher = mock.patch("shop.prices.rate", return_value=90)
    request.addfinalizer(patcher.stop)
    return patcher.start()


@pytest.fixture(scope="session", autouse=True)
def no_network():
    mock.patch("socket.create_connection").start()


@pytest.fixture
def patched():
    started = []

    def start(name):
        patcher = mock.patch(name)
        started.append(patcher)
        return patcher.start()

    yield start
    for each in started:
        each.stop()
