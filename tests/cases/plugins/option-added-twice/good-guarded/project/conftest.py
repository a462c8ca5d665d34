def pytest_addoption(parser):
    try:
        parser.addoption("--timeout", type=float, default=1.0)
    except ValueError:
        pass
    parser.addoption("--port", default="80")
