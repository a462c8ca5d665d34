def is_ready():
    return False
