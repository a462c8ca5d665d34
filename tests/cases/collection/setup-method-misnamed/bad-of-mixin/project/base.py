class QueueMixin:
    @classmethod
    def setUpClass(cls):
        cls.queue = [1]
