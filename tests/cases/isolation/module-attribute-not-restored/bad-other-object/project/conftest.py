from unittest import mock

import pytest

from shop import other


@pytest.fixture(autouse=True)
def clean():
    before = dict(vars(other))
    with mock.patch.dict(other.__dict__):
        yield
    vars(other).update(before)
    other.__init__()
