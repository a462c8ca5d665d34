def describe_list():
    def test_length():
        assert len([1]) == 1

    def describe_append():
        def test_append():
            assert [1] + [2] == [1, 2]
