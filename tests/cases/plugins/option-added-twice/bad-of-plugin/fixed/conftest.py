def pytest_addoption(parser):
    group = parser.getgroup("ports")
    group.addoption("--port", type=int, default=80)
    group.addoption("--my-timeout", type=float, default=1.0)
