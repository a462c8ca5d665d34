def pytest_ignore_collect(collection_path, config):
    if collection_path.name == "nightly":
        return True
    return None
