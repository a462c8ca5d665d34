import datetime

import freezegun


def test_clock():
    with freezegun.freeze_time("2020-01-01"):
        assert datetime.date.today().year == 2020
