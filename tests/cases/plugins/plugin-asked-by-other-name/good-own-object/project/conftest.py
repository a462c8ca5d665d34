def pytest_configure(config):
    session = config.pluginmanager.get_plugin("pytest-benchmark")
    assert session is None or session
