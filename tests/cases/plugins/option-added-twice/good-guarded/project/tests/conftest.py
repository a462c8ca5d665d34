def pytest_addoption(parser):
    try:
        parser.addoption("--port", default="80")
    except ValueError:
        pass
