def test_login_1():
    assert False


from common import *
