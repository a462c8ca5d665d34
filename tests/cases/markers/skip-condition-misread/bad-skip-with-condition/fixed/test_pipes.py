import pytest

pytestmark = pytest.mark.skipif("sys.platform == 'win32'")


def test_pipe():
    assert "|"
