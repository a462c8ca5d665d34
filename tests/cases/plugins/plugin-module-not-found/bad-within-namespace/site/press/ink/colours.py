COLOUR = "black"
