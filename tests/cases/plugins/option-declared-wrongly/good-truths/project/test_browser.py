def test_headless(request):
    assert request.config.getoption("headless")
