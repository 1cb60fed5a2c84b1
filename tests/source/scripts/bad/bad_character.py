d = {'a': 1}
x = 5 $ 6
d['never'] = 1
