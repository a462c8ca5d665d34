def truth(text):
    return text.lower() in ("1", "true", "yes")


def pytest_addoption(parser):
    parser.addoption("--headless", type=truth, default=True)
    parser.addoption("--slow", action="store_true")
    parser.addoption("--fast", type=bool, default=False)
    parser.addini("color", "whether there are colors", type="bool", default=True)
