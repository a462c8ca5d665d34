def pytest_configure(config):
    if config.pluginmanager.hasplugin("xdist") or config.pluginmanager.hasplugin("pytest-xdist"):
        config.addinivalue_line("markers", "slow: takes long")
