import pytest


@pytest.mark.usefixtures(["tmp_path", "capsys"])
def test_total():
    assert 1 + 1 == 2
