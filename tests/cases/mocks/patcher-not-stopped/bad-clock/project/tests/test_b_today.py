from datetime import date


def test_today():
    assert date.today() > date(2025, 1, 1)
