d = {'a': 1}
print(id(d))
d['never'] = 1
