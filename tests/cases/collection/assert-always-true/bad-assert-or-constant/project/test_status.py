def status():
    return 500


def test_status():
    assert status() == 200 or 201
