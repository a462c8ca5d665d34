def pytest_colection_modifyitems(items):
    items.sort(key=lambda item: item.name)
