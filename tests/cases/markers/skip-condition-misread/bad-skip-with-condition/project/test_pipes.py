import pytest

pytestmark = pytest.mark.skip("sys.platform == 'win32'")


def test_pipe():
    assert "|"
