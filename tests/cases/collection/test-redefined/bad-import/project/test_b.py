def test_login():
    assert False


from common import *
