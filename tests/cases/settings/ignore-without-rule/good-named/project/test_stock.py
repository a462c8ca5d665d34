def test_count():
    return 1 + 1 == 2  # pytest-doctor: ignore[test-returns-value] rewritten next week


def test_sum():
    # pytest-doctor: ignore[test-returns-value]
    return sum(
        [1, 2],
    ) == 3


def test_long():
    return sum(
        [1, 2],
    ) == 3  # pytest-doctor: ignore[collection] the topic will do
