d = {'a': 1}
print(*d)
d['never'] = 1
