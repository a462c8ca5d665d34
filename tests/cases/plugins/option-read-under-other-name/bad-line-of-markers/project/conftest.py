def pytest_configure(config):
    config.addinivalue_line("marker", "slow: takes long")
