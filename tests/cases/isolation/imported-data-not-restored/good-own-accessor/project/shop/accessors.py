STACK = [{}]


class Config:
    def __getitem__(self, key):
        return STACK[-1][key]

    def __setitem__(self, key, value):
        STACK[-1][key] = value

    def __contains__(self, key):
        return key in STACK[-1]


config = Config()
