def pytest_collection_modifyitems(items):
    for item in list(items):
        if "network" in item.name:
            items.remove(item)
    for item in items:
        if item.name == "test_first":
            items.remove(item)
            items.insert(0, item)
            break
    for item in items[:]:
        if item.name == "test_last":
            items.remove(item)
    for at in reversed(range(len(items))):
        if items[at].name == "test_never":
            del items[at]
