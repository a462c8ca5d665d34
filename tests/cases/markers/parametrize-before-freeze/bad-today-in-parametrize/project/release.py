import datetime


def release_date():
    return datetime.date.today()
