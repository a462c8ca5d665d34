def rate():
    return 19


def tax():
    return 3
