def tiles():
    return 28
