def test_ftp():
    assert False, "needs a server"
