def test_one(users, emptied, bucket, container):
    assert users and emptied and bucket and container


def test_two(users, emptied, bucket, container):
    assert users and emptied and bucket and container
