def rows():
    return []


def test_rows():
    assert len(rows()) >= 0
