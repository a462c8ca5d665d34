import obstore


def store():
    return obstore.Store()
