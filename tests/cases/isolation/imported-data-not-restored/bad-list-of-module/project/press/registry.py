HANDLERS = []
ORDER = ["post"]
