from unittest.mock import patch

import net
import pytest


@pytest.fixture
def network():
    with patch("net.get", return_value="ok") as get:
        yield get


@pytest.fixture
@patch("net.get", return_value="ok")
def answer(get):
    return net.get()


@pytest.fixture
def numbers():
    @patch("net.get", return_value="ok")
    def ask(get):
        return net.get()

    yield ask


@pytest.fixture
async def never_used():
    with patch("net.get", return_value="ok") as get:
        yield get
