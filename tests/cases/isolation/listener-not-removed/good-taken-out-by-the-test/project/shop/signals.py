class Signal:
    def __init__(self):
        self.receivers = []

    def connect(self, receiver, weak=True):
        self.receivers.append(receiver)
        return receiver

    def disconnect(self, receiver):
        self.receivers.remove(receiver)


sold = Signal()
