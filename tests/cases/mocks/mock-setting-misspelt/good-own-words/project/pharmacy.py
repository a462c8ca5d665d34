class Drug:
    def __init__(self):
        self.side_effects = []
