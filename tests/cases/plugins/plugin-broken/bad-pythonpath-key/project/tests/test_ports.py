def test_port():
    import ports

    assert ports.HTTP == 80
