def test_unit(request):
    assert not request.config.getoption("--run-podman")
