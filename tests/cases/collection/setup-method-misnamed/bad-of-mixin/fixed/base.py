class QueueMixin:
    @classmethod
    def setup_class(cls):
        cls.queue = [1]
