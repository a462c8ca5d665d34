import multiprocessing


def work(n):
    assert n == 2


def test_work():
    process = multiprocessing.Process(target=work, args=(1,))
    process.start()
    process.join()
