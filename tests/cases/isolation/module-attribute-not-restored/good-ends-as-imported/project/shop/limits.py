FIRST = {"baskets": 4, "rebate": 10}

BASKETS = FIRST["baskets"]
REBATE = FIRST["rebate"]


def _reset():
    globals().update(BASKETS=FIRST["baskets"], REBATE=FIRST["rebate"])
