d = {'a': 1}
for i in range(10**12): d[i] = 0
d['never'] = 1
