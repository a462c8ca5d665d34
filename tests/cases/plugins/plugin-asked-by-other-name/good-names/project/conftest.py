def pytest_configure(config):
    manager = config.pluginmanager
    if manager.hasplugin("xdist") and config.pluginmanager.hasplugin("pytest_cov"):
        config.addinivalue_line("markers", "slow: takes long")
    if config.pluginmanager.get_plugin("dsession") or config.pluginmanager.has_plugin("_cov"):
        return
    registry = {}
    registry.get_plugin = registry.get
