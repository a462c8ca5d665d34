class Doubler:
    def double(self, number):
        return number * 2

    def run(self):
        return self.double(4) and "done"
