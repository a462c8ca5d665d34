def pytest_addoption(parser):
    parser.addoption("--env", default="test")


def test_env(request):
    assert request.config.getoption("--env") == "test"
