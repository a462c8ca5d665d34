def test_print(printed):
    print("yes")
    assert printed() == "yes\n"
