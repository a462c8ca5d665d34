import pytest


@pytest.mark.xfail(reason="the server is not ready yet", strict=True)
def test_upload():
    assert False
