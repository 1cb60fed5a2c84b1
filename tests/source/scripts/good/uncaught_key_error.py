d = {'a': 1, 'b': 2}
d['missing']
d['never'] = 1
