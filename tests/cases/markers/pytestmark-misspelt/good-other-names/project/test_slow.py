import pytest

marks = [pytest.mark.skipif(False, reason="never")]
pytest_mark_names = ["slow"]
pytestmark = marks


class TestSlow:
    pytestmark = [pytest.mark.filterwarnings("ignore")]

    def test_slow(self):
        assert pytest_mark_names
