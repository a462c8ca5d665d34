import shelve
import tarfile
import zipfile


def test_read():
    with shelve.open("shop-shelf", "r") as shelf:
        assert shelf["name"] == "a"


def test_read_too():
    with shelve.open("shop-shelf", flag="r") as shelf:
        assert shelf["name"] == "a"


def test_own(tmp_path):
    with shelve.open(str(tmp_path / "shelf")) as shelf:
        shelf["name"] = "b"


def test_unpacked():
    with zipfile.ZipFile("shop.zip") as archive:
        assert archive.read("a")


def test_untarred():
    with tarfile.open("shop.tar", "r:gz") as archive:
        assert archive.getnames()


def test_untarred_too():
    with tarfile.open("shop.tar") as archive:
        assert archive.getnames()
