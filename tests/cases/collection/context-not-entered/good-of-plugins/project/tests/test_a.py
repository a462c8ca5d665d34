import pytest
from django.test import TestCase


class Bot:
    def waitSignal(self, signal):
        return signal


def test_entered(qtbot, django_assert_num_queries, capsys):
    with qtbot.waitSignal(1):
        pass
    qtbot.waitSignal(1).wait()
    blocker = qtbot.waitSignals([1])
    blocker.wait()
    with django_assert_num_queries(1), capsys.disabled():
        pass
    qtbot.waitUntil(lambda: True)


def test_own():
    qtbot = Bot()
    qtbot.waitSignal(1)


def test_refused(qtbot):
    with pytest.raises(ValueError):
        qtbot.waitSignal(None)


class NamesTest(TestCase):
    def test_names(self):
        self.assertNumQueries(1, list, [])
        self.assertNumQueries(1, func=list)
        with self.assertNumQueries(1):
            pass
