import pytest


def test_item(settings):
    settings.RATES = {**settings.RATES, "USD": 1.1}
    assert len(settings.RATES) == 2


class TestPaths:
    def test_methods(self, settings):
        settings.PATHS = [*settings.PATHS, "b"]
        settings.PATHS = settings.PATHS + ["c", "d"]
        settings.PATHS = [*settings.PATHS, *("e",)]
        assert len(settings.PATHS) == 5

    def test_more(self, *, settings):
        settings.STEPS.insert(0, "first")
        assert settings.STEPS


@pytest.mark.parametrize("name", ["old"])
def test_deleted(settings, name):
    del settings.GONE[name]
    assert not settings.GONE


def test_nested(larger):
    assert larger.NESTED["default"]["SIZE"] == 9
