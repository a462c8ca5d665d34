def pytest_addoption(parser):
    parser.addoption("--env", default="test")
