import datetime
import time

from freezegun import freeze_time


@freeze_time("2025-03-01")
def test_created():
    made = datetime.datetime.now()
    assert made == datetime.datetime.now()
