import decimal

decimal.getcontext().prec = 50
