def pytest_configure(config):
    config._metadata["Project"] = "shop"
