from unittest import mock
from unittest.mock import patch

import net
import pytest


@pytest.fixture
@patch("net.get", return_value="ok")
def network(get):
    yield get


@pytest.fixture()
@mock.patch.object(net, "get", lambda: "ok")
def quiet():
    yield


@pytest.fixture
@mock.patch.dict(net.SETTINGS, {"retries": 0})
def settings():
    yield net.SETTINGS
