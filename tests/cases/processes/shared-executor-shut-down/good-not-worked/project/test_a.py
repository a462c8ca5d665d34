from jobs import OTHER, POOL


def test_sum():
    with POOL as workers:
        assert workers.submit(sum, [1, 2]).result() == 3


def test_ends():
    OTHER.shutdown()
