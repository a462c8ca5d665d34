class Till:
    drawers = set()

    @classmethod
    def open(cls):
        return sorted(cls.drawers)
