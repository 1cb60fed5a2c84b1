d = {'a': 1}
break
d['never'] = 1
