import datetime
import time


class Day(datetime.date):
    """Written in Python."""


class Cart(dict):
    pass


def day():
    return datetime.date.today().day
