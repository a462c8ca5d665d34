import sys

import pytest

pytestmark = [pytest.mark.slow]


@pytest.mark.skipif(sys.platform == "win32", reason="has no such locale")
class TestLocale:
    def test_sort(self):
        assert sorted("ba") == ["a", "b"]
