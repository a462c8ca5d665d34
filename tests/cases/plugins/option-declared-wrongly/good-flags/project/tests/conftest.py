def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", default=False, help="run slow tests", dest="slow")
    parser.addoption("--level", action="store_const", const=3)
    parser.addoption("--many", action="append", type=int, choices=[1, 2], nargs="*")
