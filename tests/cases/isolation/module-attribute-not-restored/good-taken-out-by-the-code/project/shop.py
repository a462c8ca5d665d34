socket = None
session = None


def close():
    global socket, session
    socket = session = None
