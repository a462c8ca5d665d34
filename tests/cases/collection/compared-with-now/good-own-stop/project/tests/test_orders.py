import time

import pytest


@pytest.fixture
def replace(request):
    before = time.time
    request.addfinalizer(lambda: setattr(time, "time", before))

    def to(value):
        setattr(
            time, "time", lambda: value
        )

    return to


def test_created(replace):
    replace(7)
    created = time.time()
    assert created == time.time()
