from readersdk import Reader


def test_reader():
    assert Reader()
