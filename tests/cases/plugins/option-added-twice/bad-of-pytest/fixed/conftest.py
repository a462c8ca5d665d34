def pytest_addoption(parser):
    parser.addoption("--my-color", help="of the map")
