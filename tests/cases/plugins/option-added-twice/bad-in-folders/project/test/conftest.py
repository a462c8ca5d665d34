def pytest_addoption(parser):
    parser.addoption("--run-podman", action="store_true")
