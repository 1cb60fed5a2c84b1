d = {'a': 1}
  x = 1
d['never'] = 1
