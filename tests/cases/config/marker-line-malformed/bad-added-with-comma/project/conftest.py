def pytest_configure(config):
    config.addinivalue_line("markers", "slow, network: takes long")
