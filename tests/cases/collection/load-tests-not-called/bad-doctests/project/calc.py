def add(a, b):
    """Adds.

    >>> add(1, 1)
    3
    """
    return a + b
