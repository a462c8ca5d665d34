PLACES = []
