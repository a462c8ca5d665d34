import pytest

from tests import cases
from tests.cases import BAD, KEY, STARTED


@pytest.mark.parametrize("method, path", BAD)
def test_bad(method, path):
    assert path.startswith("/hooks/")


@pytest.mark.parametrize("key", cases.UNKNOWN)
def test_unknown(key):
    assert len(key) == 36


@pytest.mark.parametrize("key", [KEY.hex, "0"])
def test_hex(key):
    assert key


@pytest.fixture(params=["user-" + str(KEY), f"at-{STARTED}"])
def name(request):
    return request.param


def test_name(name):
    assert name
