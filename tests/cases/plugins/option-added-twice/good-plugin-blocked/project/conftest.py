def pytest_addoption(parser):
    parser.addoption("--timeout", type=float, default=1.0)
