def test_all(request):
    assert not request.config.getoption("--run-podman")
