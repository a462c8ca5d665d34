class Post:
    def send(self, letter):
        return f"sent {letter}"
