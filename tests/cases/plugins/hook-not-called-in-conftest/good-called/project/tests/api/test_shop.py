def test_called(pytestconfig):
    assert pytestconfig.started and pytestconfig.asked and pytestconfig.below and pytestconfig.late
