d = {'a': 1}
@thing
class P: pass
d['never'] = 1
