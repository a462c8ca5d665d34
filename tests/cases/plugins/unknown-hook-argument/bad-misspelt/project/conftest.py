def pytest_collection_modifyitems(session, conf, items):
    items.reverse()
