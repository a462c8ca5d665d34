def pytest_addoption(parser):
    parser.addoption("--store", default="memory", help="where things are kept")
