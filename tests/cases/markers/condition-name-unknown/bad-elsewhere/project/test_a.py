import pytest


@pytest.mark.skipif("sys.platform == 'win32' and winver() < 6", reason="old Windows")
def test_a():
    assert True


@pytest.mark.xfail("knownn", reason="known")
@pytest.mark.skipif("sys.platform != 'win32'", reason="Windows alone")
def test_b():
    assert True
