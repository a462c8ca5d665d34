import os
from unittest import mock


def run_with_tz(tz):
    return mock.patch.dict(os.environ, TZ=tz)
