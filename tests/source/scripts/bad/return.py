d = {'a': 1}
return 5
d['never'] = 1
