from datetime import datetime


def opened():
    return datetime.now()


def test_opened():
    issue_date = opened()
    assert issue_date == datetime.now()
