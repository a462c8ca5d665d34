SIZES = {"one": 3, "three": 5}
