def pytest_collection_modifyitems(session, config, items):
    items.reverse()
