def test_stash(pytestconfig):
    assert not hasattr(pytestconfig, 'stash_of_shop')
