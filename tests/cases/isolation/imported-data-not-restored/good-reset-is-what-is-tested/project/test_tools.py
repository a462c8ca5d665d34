from shop import config
from shop.tools import reset_settings


def test_reset():
    config.SETTINGS["width"] = 42
    reset_settings()
    assert config.SETTINGS["width"] == 1
