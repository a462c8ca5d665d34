import asyncio
import datetime

import pytest
from freezegun import freeze_time


@pytest.mark.asyncio
async def test_stamp():
    with freeze_time("2012-01-14"):
        await asyncio.sleep(0.1)
        assert datetime.date.today() == datetime.date(2012, 1, 14)
