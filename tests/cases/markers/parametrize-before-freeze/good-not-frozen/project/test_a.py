import datetime

import pytest
from freezegun import freeze_time


@pytest.mark.parametrize("day", [datetime.date.today()])
def test_a(day):
    assert day


@freeze_time("2024-01-01")
@pytest.mark.parametrize("day", [datetime.date(2024, 1, 1)])
def test_b(day):
    assert day == datetime.date.today()
