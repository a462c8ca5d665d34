from shop.kinds import add_kind


class Till:
    name = "north"


add_kind(Till)
