def pytest_addoption(parser):
    parser.addoption("--port", default="80")
