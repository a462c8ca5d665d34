def test_started(pytestconfig):
    assert getattr(pytestconfig, "started", True)
