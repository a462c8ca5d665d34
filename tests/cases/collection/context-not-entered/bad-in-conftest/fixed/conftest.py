from unittest.mock import patch

import pytest


@pytest.fixture(autouse=True)
def elsewhere():
    with patch("os.getcwd", return_value="/nowhere"):
        yield
