import threading
import time


def poll():
    while True:
        time.sleep(0.1)


def once():
    time.sleep(0.01)


def test_worker():
    worker = threading.Thread(target=poll, daemon=True)
    worker.start()
    other = threading.Thread(target=once)
    other.start()
    other.join()
    assert worker.is_alive()
