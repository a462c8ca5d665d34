import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def square(n):
    return n * n


def test_squares():
    def twice(n):
        return 2 * n

    with ProcessPoolExecutor(1) as pool:
        assert list(pool.map(square, [1, 2])) == [1, 4]
    with ThreadPoolExecutor(1) as pool:
        assert list(pool.map(twice, [1, 2])) == [2, 4]
    process = multiprocessing.get_context("fork").Process(target=lambda: None)
    process.start()
    process.join()
