def test_b(benchmark):
    benchmark(sum, [1])
