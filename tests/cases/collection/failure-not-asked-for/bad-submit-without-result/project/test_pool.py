from concurrent.futures import ThreadPoolExecutor


def check(n):
    assert n < 2


def test_pool():
    with ThreadPoolExecutor(2) as pool:
        for n in (1, 5):
            pool.submit(check, n)
