d = {'a': 1}
# dictoscope: version=9.x
d['never'] = 1
