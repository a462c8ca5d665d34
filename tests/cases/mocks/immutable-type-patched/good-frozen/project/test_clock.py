import datetime
from unittest.mock import patch

from freezegun import freeze_time

from shop.clock import year


@freeze_time("2001-01-01")
def test_year():
    with patch("shop.clock.datetime.now", return_value=datetime.datetime(2002, 1, 1)):
        assert year() == 2002
    with patch.object(datetime.datetime, "now", return_value=datetime.datetime(2003, 1, 1)):
        assert year() == 2003
