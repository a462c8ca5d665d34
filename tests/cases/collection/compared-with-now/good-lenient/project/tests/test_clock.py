import time
from datetime import date, datetime, timedelta

import pytest


class Near:
    def __eq__(self, other):
        return abs(other - datetime.now()) < timedelta(seconds=5)


def test_between():
    before = datetime.now()
    made = datetime.now()
    assert before <= made <= datetime.now()


def test_near():
    made = time.time()
    assert made == pytest.approx(time.time(), abs=5)
    wanted = pytest.approx(made, abs=5)
    assert wanted == time.time()
    assert pytest.approx(made, abs=5) == time.time()
    is_near = Near()
    assert is_near == datetime.now()


def test_by_day():
    assert date.today() == date.today()
    assert datetime.now().year == datetime.now().year
    assert datetime.now().replace(hour=0, minute=0, second=0, microsecond=0) == datetime.now().replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    assert int(time.time()) // 10**6 == int(time.time()) // 10**6
    assert datetime.now() != datetime.min
    assert not datetime.min == datetime.now()


def test_other_clock():
    class time:
        @staticmethod
        def time():
            return 1

    assert time.time() == time.time()


@pytest.mark.xfail(strict=True)
def test_known():
    made = time.time()
    assert made == time.time()


def test_refused():
    made = time.time()
    with pytest.raises(AssertionError):
        assert made == time.time()
