class Cache:
    def set(self, value):
        self.value = value


cache = Cache()
store = Cache()
store.user = Cache()
