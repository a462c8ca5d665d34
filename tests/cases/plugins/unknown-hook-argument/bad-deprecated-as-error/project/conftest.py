def pytest_collect_file(path, parent):
    return None
