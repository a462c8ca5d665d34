import pytest

NAMES = ["tmp_path"]


@pytest.mark.usefixtures("tmp_path")
def test_a():
    pass


@pytest.mark.usefixtures(*NAMES)
def test_b():
    pass
