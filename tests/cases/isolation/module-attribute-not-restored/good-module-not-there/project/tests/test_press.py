def test_rows():
    try:
        import _press
    except ImportError:
        pass
    else:
        _press.rows = 4
    import press

    assert press.rows == 3
