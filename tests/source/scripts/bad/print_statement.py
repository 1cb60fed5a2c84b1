d = {'a': 1}
print "text"
d['never'] = 1
