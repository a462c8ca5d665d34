def pytest_addoption(parser):
    parser.addoption("-e", "--engine", default="sqlite")
