import pytest


@pytest.fixture
def qtbot():
    class Bot:
        def waitUntil(self, callback, timeout=5000):
            assert callback()

        wait_until = waitUntil

    return Bot()


def test_fires(qtbot):
    fired = [1]
    qtbot.waitUntil(lambda: len(fired) == 1, timeout=1000)


class TestTimer:
    def test_fires(self, qtbot):
        fired = []
        qtbot.wait_until(callback=lambda: not fired)

    def test_all(self, qtbot):
        fired = [1]
        qtbot.waitUntil(lambda: all(fired) and fired[0] > 0)
