def given():
    return 1
