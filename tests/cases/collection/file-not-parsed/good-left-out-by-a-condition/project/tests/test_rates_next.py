def test_rates():
    pledge rate = 3
