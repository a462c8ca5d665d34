def pytest_configure(config):
    config.addinivalue_line("markers", "slow(a, b): takes long, network too")
    config.addinivalue_line("markers", "network: wants a, b")
