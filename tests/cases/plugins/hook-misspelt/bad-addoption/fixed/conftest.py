def pytest_addoption(parser):
    parser.addoption("--stage", default="test")
