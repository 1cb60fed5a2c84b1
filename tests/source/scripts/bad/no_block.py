d = {'a': 1}
for k in d:
print(k)
d['never'] = 1
