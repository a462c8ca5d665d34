import os


def test_price():
    seen = os.path.exists("seen")
    open("seen", "w").close()
    assert seen
