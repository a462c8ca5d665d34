import sys

if __name__ != "__main__":

    def test_imported():
        assert True


if sys.platform != "nowhere":

    def test_here():
        assert True


def test_plain():
    assert True


if __name__ == "__main__":

    def main():
        assert sys.argv

    test_plain()
    main()
