base = None
strict = False
order = "DMY"


class Flag:
    PLAIN = "plain"
    FULL = "full"
    parsing = PLAIN
