import os

import pytest


@pytest.mark.parametrize("number", range(11))
def test_port(number, port, index):
    assert str(port - 8000) == os.environ["PYTEST_XDIST_WORKER"][2:] == str(index)
