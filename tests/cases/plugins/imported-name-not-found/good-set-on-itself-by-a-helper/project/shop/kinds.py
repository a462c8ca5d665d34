def add_kind(kind):
    from shop import kinds

    setattr(kinds, kind.__name__, kind)
