def pytest_addoption(parser, pluginmanager):
    pluginmanager.unregister(name="asyncio")
