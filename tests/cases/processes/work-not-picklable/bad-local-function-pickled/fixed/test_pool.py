from concurrent.futures import ProcessPoolExecutor


def test_squares():
    with ProcessPoolExecutor(1) as pool:
        assert list(pool.map(square, [1, 2])) == [1, 4]


def square(n):
    return n * n
