__all__ = ["name_of"]


def name_of(port):
    return {80: "http"}[port]


for each in ("one", "two"):
    globals()[each] = each
