import threading


def test_add():
    seen = []

    def work():
        seen.append(1)
        assert seen

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [1]
