def pytest_addoption(parser):
    parser.addoption("--gpu", action="store_true")
