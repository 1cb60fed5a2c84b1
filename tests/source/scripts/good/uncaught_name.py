d = {'a': 1, 'b': 2}
print(d); prin(d)
d['never'] = 1
