d = {'a': 1}
# dictoscope: colour=red
d['never'] = 1
