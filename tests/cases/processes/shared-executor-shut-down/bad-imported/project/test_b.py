from app import OTHER as workers


def test_asks():
    assert list(workers.map(int, "2")) == [2]
