import pytest


class Bot:
    def waitUntil(self, answer):
        return answer


def is_fired():
    return True


def make(number):
    return lambda: number == 1


def test_functions(qtbot):
    fired = []
    qtbot.waitUntil(lambda: len(fired) == 1)
    qtbot.waitUntil(is_fired)
    qtbot.waitUntil(make(1), timeout=10)
    qtbot.waitUntil(fired and is_fired)
    qtbot.wait_until(callback=is_fired)


def test_refused(qtbot):
    with pytest.raises(TypeError):
        qtbot.waitUntil(1 == 1)


def test_own():
    qtbot = Bot()
    qtbot.waitUntil(1 == 1)
