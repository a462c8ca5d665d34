import os


def test_up_again():
    os.chdir("docs")
    assert os.listdir()
    os.chdir("..")


def test_fake(fs):
    fs.create_dir("/shop")
    os.chdir("/shop")
    assert os.getcwd() == "/shop"


class TestStandIn:
    def setup_method(self):
        self.os = make_os()

    def test_stand_in(self):
        self.os.chdir("/shop")


def make_os():
    return type("Os", (), {"chdir": staticmethod(print)})()
