import pytest
from tests.helpers import flags

pytestmark = pytest.mark.skipif(flags.OFFLINE, reason="RUN_E2E is off")


def test_shop():
    raise ConnectionError("no shop here")
