def test_later(pool):
    assert pool.submit(int, "2").result() == 2
