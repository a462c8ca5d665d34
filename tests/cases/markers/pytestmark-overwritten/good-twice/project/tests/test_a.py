import sys

import pytest

pytestmark = [pytest.mark.slow]
if sys.platform == "win32":
    pytestmark = [pytest.mark.slow, pytest.mark.db]


def test_long():
    assert True
