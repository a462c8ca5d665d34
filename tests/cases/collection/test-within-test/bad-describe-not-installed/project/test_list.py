def describe_list():
    def filled():
        return [1, 2]

    def test_length():
        assert len(filled()) == 2


def test_empty():
    assert not []
