import datetime as dt

from pytest import mark, param

NOW = dt.datetime.now(dt.timezone.utc)
DAY = dt.date.today().isoformat()


@mark.parametrize("stamp, age", [param((NOW - dt.timedelta(days=n)).isoformat(), n, id=f"{n}d") for n in range(3)])
class TestWindow:
    def test_age(self, stamp, age):
        assert age < 3


@mark.parametrize("when", [NOW, NOW - dt.timedelta(days=1)])
def test_objects(when):
    assert when <= NOW


@mark.parametrize("text", [NOW.strftime("%Y-%m-%d"), DAY, NOW.year, NOW.isoformat(timespec="hours")])
def test_days(text):
    assert text
