NAMES = {80: "http"}
