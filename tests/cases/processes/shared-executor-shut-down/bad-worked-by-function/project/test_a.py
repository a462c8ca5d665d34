import jobs
from jobs import POOL as pool


def test_sum():
    with pool as workers:
        assert workers.submit(sum, [1, 2]).result() == 3


def test_ends():
    assert jobs.SLOW.submit(int, "1").result() == 1
    jobs.SLOW.shutdown(wait=True)
