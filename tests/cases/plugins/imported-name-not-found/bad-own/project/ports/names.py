def name_of(port):
    return {80: "http"}[port]
