from unittest.mock import patch

import pytest


@pytest.fixture(autouse=True)
def elsewhere():
    patch("os.getcwd", return_value="/nowhere")
    yield
