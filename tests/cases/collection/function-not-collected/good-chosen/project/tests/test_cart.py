def test_total():
    assert sum([1, 2]) == 3


def bench_total():
    assert sum([1, 2]) == 3
