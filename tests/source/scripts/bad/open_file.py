d = {'a': 1}
open('data.csv')
d['never'] = 1
