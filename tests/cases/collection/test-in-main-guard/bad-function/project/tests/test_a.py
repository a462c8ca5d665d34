def test_one():
    assert True


if __name__ == "__main__":

    def test_two():
        assert True
