import pytest

SEEN = []


def test_last():
    assert SEEN == [1]


@pytest.mark.order("first")
def test_first():
    SEEN.append(1)
    assert SEEN
