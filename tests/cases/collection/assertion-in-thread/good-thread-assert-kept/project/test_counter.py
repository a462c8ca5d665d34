import threading
from concurrent.futures import ThreadPoolExecutor


def test_errors_kept():
    errors = []

    def work():
        try:
            assert 1 == 1
        except AssertionError as error:
            errors.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert not errors


def test_pool():
    def work(n):
        assert n > 0
        return n

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(work, [1, 2])) == [1, 2]


def test_direct():
    def work():
        assert True

    work()
