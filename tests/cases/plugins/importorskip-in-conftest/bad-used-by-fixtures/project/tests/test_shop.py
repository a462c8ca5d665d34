def test_total():
    assert 1 + 1 == 2


def test_bucket(bucket):
    assert bucket
