import pytest

CASES = {"aa": 2, "bb": 2}


@pytest.mark.parametrize("text, size", CASES.items())
def test_size(text, size):
    assert len(text) == size
