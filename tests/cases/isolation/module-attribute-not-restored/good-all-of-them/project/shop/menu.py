class Menu:
    def __init__(self):
        self.all_dishes = ["soup", "stew"]
        self.dishes = ["soup"]


menu = Menu()
