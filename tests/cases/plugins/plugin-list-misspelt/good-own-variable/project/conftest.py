PYTEST_PLUGIN = ["tests.fixtures"]
pytest_plugin = "guard"


def pytest_configure(config):
    for name in PYTEST_PLUGIN:
        config.pluginmanager.import_plugin(name)
    config.shop = pytest_plugin
