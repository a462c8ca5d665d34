from datetime import datetime


def year():
    return datetime.now().year
