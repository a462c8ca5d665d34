def is_ready():
    return False


try:
    import nothing_there as fast
except ImportError:
    fast = None
flag = True
