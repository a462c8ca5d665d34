def test_comparison_of_names():
    name, other = "north", 3
    name == other
