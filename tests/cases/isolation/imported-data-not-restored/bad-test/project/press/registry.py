TYPES = {"post": dict, "page": dict}
ORDER = ["post", "page"]
