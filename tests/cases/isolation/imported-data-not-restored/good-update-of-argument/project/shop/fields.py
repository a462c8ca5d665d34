class Field:
    def __init__(self, name):
        self.name = name

    def update(self, form, value):
        form[self.name] = value


for name in ("COLOUR", "SIZE"):
    globals()[name] = Field(name.lower())
