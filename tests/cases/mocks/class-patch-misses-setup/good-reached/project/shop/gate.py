def connect():
    return "real"
