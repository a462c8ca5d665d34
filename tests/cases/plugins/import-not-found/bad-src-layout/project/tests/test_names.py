import ports


def test_names():
    assert ports.HTTP == 80
