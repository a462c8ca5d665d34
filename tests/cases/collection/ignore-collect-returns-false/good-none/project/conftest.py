def pytest_ignore_collect(collection_path, config):
    return True if collection_path.name == "nightly" else None
