base = None
strict = False


class Flag:
    PLAIN = "plain"
    FULL = "full"
    parsing = PLAIN
