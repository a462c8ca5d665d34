def make_request(path):
    return {"path": path}
