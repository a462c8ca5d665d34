import time

import pytest

from helpers import steady


@pytest.fixture
def fixed_time():
    yield from steady()


def test_created(fixed_time):
    created = time.time()
    assert created == time.time()
