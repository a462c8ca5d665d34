from nose.tools import with_setup


@with_setup()
def test_ledger():
    assert not []
