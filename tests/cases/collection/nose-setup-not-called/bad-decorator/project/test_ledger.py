from nose.tools import with_setup

LEDGER = []


def open_ledger():
    LEDGER.append("opened")


def close_ledger():
    LEDGER.clear()


@with_setup(open_ledger, close_ledger)
def test_opened():
    assert LEDGER == ["opened"]


@with_setup(None, close_ledger)
def test_entry():
    LEDGER.append("entry")
    assert len(LEDGER) == 1


@with_setup(teardown=close_ledger)
def test_no_entry():
    assert not LEDGER
