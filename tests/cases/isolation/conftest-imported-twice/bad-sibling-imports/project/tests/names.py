ANN = 'ann'
