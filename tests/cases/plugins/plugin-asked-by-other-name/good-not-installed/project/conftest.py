def pytest_configure(config):
    if config.pluginmanager.hasplugin("pytest-sugar"):
        config.addinivalue_line("markers", "slow: takes long")
