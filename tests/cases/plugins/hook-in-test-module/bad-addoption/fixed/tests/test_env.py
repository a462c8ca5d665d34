def test_env(request):
    assert request.config.getoption("--env") == "test"
