class User:
    def __init__(self, name):
        self.name = name

    def is_active(self):
        return self.name != "gone"
