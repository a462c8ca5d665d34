def test_plugin(testdir):
    testdir.makepyfile("def test_inner(): pass")
    assert testdir.runpytest().ret == 0
