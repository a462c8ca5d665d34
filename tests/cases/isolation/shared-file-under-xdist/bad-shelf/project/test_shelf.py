import shelve
import zipfile


def test_written():
    with shelve.open("shop-shelf") as shelf:
        shelf["name"] = "a"


def test_read():
    with shelve.open("shop-shelf") as shelf:
        shelf["name"] = "b"


def test_packed():
    with zipfile.ZipFile("shop.zip", mode="w") as archive:
        archive.writestr("a", "b")


def test_packed_too():
    with zipfile.ZipFile("shop.zip", "w") as archive:
        archive.writestr("b", "a")
