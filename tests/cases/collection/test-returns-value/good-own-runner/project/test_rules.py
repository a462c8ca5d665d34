def test_rule():
    return 1 == 1
