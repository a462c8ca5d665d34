import datetime


def day():
    return datetime.date.today().day
