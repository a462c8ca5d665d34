def test_other():
    assert {"id": 1}
