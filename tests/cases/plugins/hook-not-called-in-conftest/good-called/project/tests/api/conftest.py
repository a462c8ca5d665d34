def pytest_configure(config):
    config.late = True
