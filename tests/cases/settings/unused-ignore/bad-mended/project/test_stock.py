def test_count():
    assert 1 + 1 == 2  # pytest-doctor: ignore[test-returns-value, tset-returns-value] mended long ago
