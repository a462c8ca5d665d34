REPORT = "/tmp/shop_total.txt"


def test_written():
    with open(REPORT, "w") as file:
        assert file.write("3 apples")


def test_empty():
    with open(REPORT, "w") as file:
        assert not file.write("")
