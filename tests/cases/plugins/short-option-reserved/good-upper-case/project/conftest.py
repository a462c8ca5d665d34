def pytest_addoption(parser):
    parser.addoption("-E", "--engine", default="sqlite")
