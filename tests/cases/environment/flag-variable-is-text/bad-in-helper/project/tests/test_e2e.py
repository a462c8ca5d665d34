import pytest
from flags import E2E

pytestmark = pytest.mark.skipif(not E2E, reason="RUN_E2E is off")


def test_shop():
    raise ConnectionError("no shop here")
