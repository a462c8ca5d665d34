import pytest

pytestmark = [pytest.mark.xdist_group(name="printer")]


class TestPrinter:
    def test_on(self):
        assert True

    def test_off(self):
        assert True
