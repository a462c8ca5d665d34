def pytest_configure(config):
    config.shop = 1
