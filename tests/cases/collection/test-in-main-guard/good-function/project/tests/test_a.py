import sys


def test_one():
    assert True


if sys.platform != "plan9":

    def test_two():
        assert True


if __name__ == "__main__":
    test_one()
