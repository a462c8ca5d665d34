def pyest_addoption(parser):
    parser.addoption("--stage", default="test")
