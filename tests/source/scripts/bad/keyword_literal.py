d = {'a': 1}
dict('a'=1)
d['never'] = 1
