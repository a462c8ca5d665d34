from conftest import needs_till


@needs_till
def test_till():
    assert sum([1, 2]) == 3
