import threading
import time


def poll():
    while True:
        time.sleep(0.1)


def test_worker():
    worker = threading.Thread(target=poll, daemon=True)
    worker.start()
    assert worker.is_alive()
