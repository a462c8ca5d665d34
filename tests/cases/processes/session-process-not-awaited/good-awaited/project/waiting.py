def wait_for(port):
    raise NotImplementedError
