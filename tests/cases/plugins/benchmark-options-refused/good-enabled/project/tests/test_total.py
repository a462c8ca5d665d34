def test_total(benchmark):
    assert benchmark(lambda: 2) == 2
