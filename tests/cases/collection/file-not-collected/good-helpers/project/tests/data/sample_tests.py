def test_collected_by_the_tests_of_the_tool():
    assert 1
