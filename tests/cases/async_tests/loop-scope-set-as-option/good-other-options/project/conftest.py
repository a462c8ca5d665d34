def pytest_configure(config):
    config.option.verbose = 1
    config.option.asyncio_debug = True
