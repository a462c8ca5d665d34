import threading

from counter import Counter


def test_add_from_thread():
    counter = Counter()

    def work():
        counter.add()
        assert counter.value == 1

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
