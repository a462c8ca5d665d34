import pytest


def test_skip():
    if pytest.__version__ < "7":
        pytest.skip(msg="not here")
    else:
        pytest.skip(reason="not here")
