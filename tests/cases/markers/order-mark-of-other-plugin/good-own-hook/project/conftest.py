def pytest_configure(config):
    config.addinivalue_line("markers", "run(order): when it is run")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.get_closest_marker("run").kwargs["order"])
