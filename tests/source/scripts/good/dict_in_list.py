d = {}
d['k'] = [{}]
d['k'][0]['x'] = 1
d['t'] = ({'a': 1}, [{2: 3}])
t = d['t']
del d['t']
print(t[1][0], d)
inner = t[1]
del t
print(inner)
inner = None
k, v = d.popitem()
print(k, v, d)
