def pytest_addoption(parser):
    parser.addoption("--with-db", action="store_true", default=False)
    parser.addoption("--slow", action="store_true", default=False)
