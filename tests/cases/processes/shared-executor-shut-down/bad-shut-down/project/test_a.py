from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(2)
OTHER = ThreadPoolExecutor(2)


def test_shutdown():
    assert POOL.submit(sum, [1]).result() == 1
    POOL.shutdown()


def test_with():
    with OTHER as pool:
        assert pool.submit(sum, [1]).result() == 1


def test_later():
    assert POOL.submit(sum, [1, 2]).result() == 3
    assert OTHER.submit(sum, [1, 2]).result() == 3
