def test_{{ name }}():
    assert True
