def take(log, amount, send=print):
    log.append(amount)
    send(amount)
    if amount < 0:
        raise ValueError("negative")
