from .clock import datetime


def month():
    return datetime.now().month
