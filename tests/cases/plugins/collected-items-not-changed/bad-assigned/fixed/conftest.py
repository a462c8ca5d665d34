def pytest_collection_modifyitems(config, items):
    kept = []
    for item in items:
        if not item.get_closest_marker("slow"):
            kept.append(item)
    items[:] = kept
