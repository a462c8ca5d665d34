from harbour.compatibility import seaport


def test_berths():
    import seaport as old

    assert old.BERTHS == seaport.BERTHS
