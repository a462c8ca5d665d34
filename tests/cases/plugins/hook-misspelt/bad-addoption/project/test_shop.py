def test_stage(request):
    assert request.config.getoption("--stage") == "test"
