NAMES = frozenset(["red", "green", "blue", "black", "white", "pink", "grey", "brown", "gold"])
