import pytest


@pytest.mark.parametrize(argnames=("text",), argvalues=[("a",), ("b",)])
class TestText:
    def test_upper(self, text):
        assert text.upper() != text

    def test_lower(self):
        assert "A".lower() == "a"

    def test_title(self, **values):
        assert not values
