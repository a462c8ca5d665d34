class Sender:
    def send(self, to, text="hello"):
        return f"{text} {to}"

    def sign_all(people):
        return [Sender.sign(each) for each in people]

    def close(self):
        return True

    @staticmethod
    def sign(to):
        return to

    @classmethod
    def make(cls, name):
        return cls()

    def send_all(self, people):
        return [self.send(each) for each in people] and self.close()


def send_all(people):
    return Sender().send_all(people)
