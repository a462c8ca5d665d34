from tests.utils.tills import make_till


def test_till():
    assert make_till()
