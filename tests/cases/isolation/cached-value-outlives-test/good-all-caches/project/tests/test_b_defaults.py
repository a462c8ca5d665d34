from shop.settings import get_settings, load_config


def test_defaults():
    assert get_settings().region == "eu"
    assert load_config() == {"limit": "10"}
