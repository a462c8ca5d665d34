def pytest_addoption(parser):
    parser.getgroup("shop").addoption("--count", type="int", default=1)
