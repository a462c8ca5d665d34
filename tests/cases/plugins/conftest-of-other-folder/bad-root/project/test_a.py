def test_a():
    from conftest import make

    assert make() == 1
