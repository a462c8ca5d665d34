import pytest

from shop import prefs


@pytest.fixture(autouse=True)
def plain_prefs():
    prefs.use_defaults()
