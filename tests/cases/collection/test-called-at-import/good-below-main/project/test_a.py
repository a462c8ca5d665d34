def test_a():
    assert True


if __name__ == "__main__":
    test_a()
