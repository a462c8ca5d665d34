# pytest-doctor: ignore-file[test-returns-value] of another team


def test_count():
    return 1 + 1 == 2


# pytest-doctor: ignore[workers-exceed-cpu-quota] says something on small machines only
def test_sum():
    return 1 + 2 == 3
