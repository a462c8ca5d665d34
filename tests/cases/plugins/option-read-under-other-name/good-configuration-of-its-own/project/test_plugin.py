def test_key(pytester):
    pytester.makeconftest("def pytest_addoption(parser): parser.addini('custom', '')")
    config = pytester.parseconfig()
    assert config.getini("custom") == ""
