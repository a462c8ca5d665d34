from conftest import Helper


def test_helper():
    assert Helper()
