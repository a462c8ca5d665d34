def add(a, b):
    """Adds.

    >>> add(1, 1)
    2
    """
    return a + b
