import datetime

import pytest
from freezegun import freeze_time

from release import release_date


@freeze_time("2024-01-01")
@pytest.mark.parametrize("expected", [datetime.date.today()])
def test_release(expected):
    assert release_date() == expected
