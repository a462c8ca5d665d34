def pytest_addoption(parser):
    parser.addini("a", "", type="linelist")
    parser.addini("b", "", "bool", False)
    parser.addini("c", "", type="int", default=0)
    parser.addini("d", "")
    parser.addini("e", "", type=None)
    parser.addoption("--count", type=int)
    parser.addoption("--kind", type=str, choices=["a"])
