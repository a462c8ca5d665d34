from shop_testing.conftest import own_settings  # noqa: F401
