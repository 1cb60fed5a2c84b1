d = {'a': 1}
l = [1]
d['l'] = l
l.append(2)
d['never'] = 1
