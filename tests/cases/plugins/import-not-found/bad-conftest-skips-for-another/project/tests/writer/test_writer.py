from writersdk import Writer


def test_writer():
    assert Writer()
