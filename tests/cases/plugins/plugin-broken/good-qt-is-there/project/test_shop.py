def test_shop(qtbot):
    assert qtbot
