def test_lint():
    assert True
