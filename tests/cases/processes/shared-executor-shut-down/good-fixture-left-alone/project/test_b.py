def test_works(last, pool):
    assert last.submit(int, "2").result() == 2
    assert pool.submit(int, "2").result() == 2
