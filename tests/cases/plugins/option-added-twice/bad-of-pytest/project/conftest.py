def pytest_addoption(parser):
    parser.addoption("--color", help="of the map")
